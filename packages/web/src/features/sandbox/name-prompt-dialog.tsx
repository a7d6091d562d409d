import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useForgetPrompts } from './use-prompt-changes.ts';

interface NamePromptDialogProps {
  isOpen: boolean;
  title: string;
  begin: string;
  confirm: string;
  onClose: () => void;
  /** Does what the name is for; it fails where the name is taken. */
  onName: (name: string) => Promise<unknown>;
}

/** Asks for the name of a saved prompt. */
export function NamePromptDialog(props: NamePromptDialogProps) {
  const { isOpen, title, onClose } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} centered>
      <NameForm {...props} />
    </Modal>
  );
}

function NameForm({ begin, confirm, onClose, onName }: NamePromptDialogProps) {
  const [name, setName] = useState(begin);
  const forget = useForgetPrompts();
  const naming = useMutation({
    mutationFn: onName,
    onSuccess: () => {
      forget();
      onClose();
    },
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() !== '') naming.mutate(name.trim());
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          value={name}
          maxLength={120}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {naming.error && <FailureNotice error={naming.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={naming.isPending} disabled={name.trim() === ''}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
