import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { DatasetForm } from './dataset-form.tsx';

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
  const queryClient = useQueryClient();
  const creating = useMutation(
    api.datasets.create.mutationOptions({
      onSuccess: (dataset) => {
        void queryClient.invalidateQueries({ queryKey: api.datasets.list.key() });
        onCreated(dataset.id);
      },
    }),
  );
  return (
    <DatasetForm
      send="Create dataset"
      sending={creating}
      onSend={(words) => creating.mutate(words)}
      onCancel={onCancel}
    />
  );
}
