import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Permission } from '@patchbay/core/api/route.ts';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../../api/client.ts';
import { useSession } from '../../../api/use-session.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { scopePresets } from './scope-words.ts';
import { ShownKey } from './shown-key.tsx';

/** Opens the form that makes an API key. */
export function CreateKeyButton() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        New API key
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title="New API key"
        size="lg"
        centered
        // What is shown once must not vanish by a click beside it.
        closeOnClickOutside={false}
      >
        <NewKey onDone={close} />
      </Modal>
    </>
  );
}

/** The form, and then the key that came of it. */
function NewKey({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const creating = useMutation(
    api.apiKeys.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.apiKeys.list.key() }),
    }),
  );
  if (creating.data) return <ShownKey created={creating.data} onDone={onDone} />;
  return (
    <KeyForm
      isBusy={creating.isPending}
      error={creating.error}
      onCreate={(key) => creating.mutate(key)}
    />
  );
}

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'never: until it is revoked' },
];

interface KeyFormProps {
  isBusy: boolean;
  error: Error | null;
  onCreate: (key: { name: string; scopes: Permission[]; expiresInDays: number | null }) => void;
}

function KeyForm({ isBusy, error, onCreate }: KeyFormProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [scopes, setScopes] = useState<Permission[]>([...scopePresets[0].scopes]);
  const grantable = useSession()?.permissions ?? [];

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onCreate({ name: name.trim(), scopes, expiresInDays: days === '' ? null : Number(days) });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          description="Where it will be used, so that you know later what stops when you revoke it."
          placeholder="nightly export"
          value={name}
          maxLength={64}
          withAsterisk
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ScopeFields grantable={grantable} scopes={scopes} onChange={setScopes} />
        <Select
          label="Expires after"
          data={lifetimes}
          value={days}
          allowDeselect={false}
          onChange={(value) => setDays(value ?? '90')}
        />
        {error && <FailureNotice error={error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={isBusy}
            disabled={name.trim() === '' || scopes.length === 0}
          >
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
