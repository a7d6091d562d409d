import { Alert, Button, Group, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { RefObject, SubmitEvent } from 'react';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { LimitsFields } from '../limits-fields.tsx';
import type { RegisterDraft } from './register-draft.ts';

interface SaveStepProps {
  draft: RegisterDraft;
  change: (changes: Partial<RegisterDraft>) => void;
  nameField: RefObject<HTMLInputElement | null>;
  /** Whether a call of the endpoint has shown that it answers. */
  isVerified: boolean;
  saving: { isPending: boolean; error: unknown };
  canSave: boolean;
  onSave: () => void;
}

/** What the model is called and how hard it may be driven; and then it is registered. */
export function SaveStep(props: SaveStepProps) {
  const { draft, change, nameField, isVerified, saving, canSave, onSave } = props;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onSave();
  }

  return (
    <form onSubmit={submit}>
      <SimpleGrid cols={1} spacing="md">
        <TextInput
          ref={nameField}
          label="Name"
          value={draft.name}
          maxLength={120}
          withAsterisk
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          value={draft.description}
          autosize
          minRows={2}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <LimitsFields draft={draft.limits} onChange={(limits) => change({ limits })} />
        </SimpleGrid>
        {!isVerified && <UnverifiedNotice />}
        {saving.error !== null && <FailureNotice error={saving.error} />}
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!canSave}>
            Register the model
          </Button>
        </Group>
      </SimpleGrid>
    </form>
  );
}

function UnverifiedNotice() {
  return (
    <Alert color="gray" icon={<IconInfoCircle aria-hidden />} title="It may be saved unverified">
      The endpoint has not answered a test here. That is fine: the model is saved as it is and
      marked as unverified. Its page asks the endpoint again whenever you want.
    </Alert>
  );
}
