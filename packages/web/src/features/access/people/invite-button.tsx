import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Role, rolesGrantedBy } from '@patchbay/core/access/role.ts';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../../api/client.ts';
import { useSession } from '../../../api/use-session.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { roleWords } from '../../../components/role-words.ts';
import { RoleSelect } from './role-select.tsx';
import { ShownLink } from './shown-link.tsx';

/** Opens the form that invites a person. */
export function InviteButton() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
        Invite a person
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title="Invite a person"
        centered
        // What is shown once must not vanish by a click beside it.
        closeOnClickOutside={false}
      >
        <Invitation onDone={close} />
      </Modal>
    </>
  );
}

/** The form, and then the link that came of it. */
function Invitation({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const inviting = useMutation(
    api.invitations.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.invitations.list.key() }),
    }),
  );
  if (inviting.data) {
    const { invitation, link, replaced } = inviting.data;
    return (
      <>
        {replaced && (
          <Text size="sm" mb="sm">
            They were invited already: the link of before is worth nothing from now on.
          </Text>
        )}
        <ShownLink link={link} whom={invitation.email} onDone={onDone} />
      </>
    );
  }
  return (
    <InviteForm
      isBusy={inviting.isPending}
      error={inviting.error}
      onInvite={(invitation) => inviting.mutate(invitation)}
    />
  );
}

interface InviteFormProps {
  isBusy: boolean;
  error: Error | null;
  onInvite: (invitation: { email: string; role: Role }) => void;
}

function InviteForm({ isBusy, error, onInvite }: InviteFormProps) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('labeller');
  const mine = useSession()?.role;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onInvite({ email: email.trim(), role });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          type="email"
          label="E-mail"
          description="They sign in with it later."
          value={email}
          autoComplete="off"
          withAsterisk
          data-autofocus
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div>
          <RoleSelect
            label="Role"
            value={role}
            offered={mine ? rolesGrantedBy(mine) : []}
            onChange={setRole}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {roleWords[role]}
          </Text>
        </div>
        {error && <FailureNotice error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={email.trim() === ''}>
            Make the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
