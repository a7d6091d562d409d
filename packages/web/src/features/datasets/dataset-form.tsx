import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** What people call a dataset, and what they say of it. */
interface DatasetWords {
  readonly name: string;
  readonly description: string;
}

interface DatasetFormProps {
  /** What stands in it at first. */
  words?: DatasetWords;
  /** The word on the button that sends it. */
  send: string;
  sending: { readonly isPending: boolean; readonly error: unknown };
  onSend: (words: DatasetWords) => void;
  onCancel: () => void;
}

const nothing = { name: '', description: '' };

/** Asks for the name and the description of a dataset, a new one or one that is there. */
export function DatasetForm({
  words = nothing,
  send,
  sending,
  onSend,
  onCancel,
}: DatasetFormProps) {
  const [name, setName] = useState(words.name);
  const [description, setDescription] = useState(words.description);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onSend({ name: name.trim(), description: description.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          value={name}
          maxLength={120}
          withAsterisk
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          value={description}
          autosize
          minRows={2}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {sending.error !== null && <FailureNotice error={sending.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={sending.isPending} disabled={name.trim() === ''}>
            {send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
