import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { describeRows } from '../../components/describe-rows.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface DatasetActionsProps {
  dataset: DatasetView;
  onRemoved: () => void;
}

/** To give a dataset another name or description, and to remove it. */
export function DatasetActions({ dataset, onRemoved }: DatasetActionsProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const queryClient = useQueryClient();
  const removing = useMutation(
    api.datasets.remove.mutationOptions({
      onSuccess: async () => {
        onRemoved();
        await queryClient.invalidateQueries({ queryKey: api.datasets.list.key() });
      },
    }),
  );
  return (
    <>
      <Button variant="default" onClick={open}>
        Rename or describe
      </Button>
      <ConfirmButton
        variant="default"
        color="red"
        loading={removing.isPending}
        question={`Remove ${showControls(dataset.name)}?`}
        explanation={`It is removed for good with what is in it (${describeRows(dataset)}), their metadata, and their files where no other dataset has them. A dataset over which a run was made cannot be removed.`}
        confirm="Remove the dataset"
        onConfirm={() => removing.mutate({ id: dataset.id })}
      >
        Remove
      </ConfirmButton>
      <Modal opened={isOpen} onClose={close} title="Rename or describe" centered>
        <ChangeForm dataset={dataset} onDone={close} />
      </Modal>
      <Modal
        opened={removing.error !== null}
        onClose={removing.reset}
        title="It was not removed"
        centered
      >
        <FailureNotice error={removing.error} />
      </Modal>
    </>
  );
}

function ChangeForm({ dataset, onDone }: { dataset: DatasetView; onDone: () => void }) {
  const [name, setName] = useState(dataset.name);
  const [description, setDescription] = useState(dataset.description);
  const queryClient = useQueryClient();
  const changing = useMutation(
    api.datasets.change.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.datasets.key() });
        onDone();
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ id: dataset.id, name: name.trim(), description: description.trim() });
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
        {changing.error && <FailureNotice error={changing.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={changing.isPending} disabled={name.trim() === ''}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
