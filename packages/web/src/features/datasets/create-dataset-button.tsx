import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Opens the form for an empty dataset. */
export function CreateDatasetButton({ onCreated }: { onCreated: (datasetId: string) => void }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        New dataset
      </Button>
      <Modal opened={isOpen} onClose={close} title="New dataset" centered>
        <CreateDatasetForm onCreated={onCreated} onCancel={close} />
      </Modal>
    </>
  );
}

interface CreateDatasetFormProps {
  onCreated: (datasetId: string) => void;
  onCancel: () => void;
}

function CreateDatasetForm({ onCreated, onCancel }: CreateDatasetFormProps) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const queryClient = useQueryClient();
  const creating = useMutation(
    api.datasets.create.mutationOptions({
      onSuccess: (dataset) => {
        void queryClient.invalidateQueries({ queryKey: api.datasets.list.key() });
        onCreated(dataset.id);
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    creating.mutate({ name: name.trim(), description: description.trim() });
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
        {creating.error && <FailureNotice error={creating.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending} disabled={name.trim() === ''}>
            Create dataset
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
