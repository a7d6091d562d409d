import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { describeRows } from '../../components/describe-rows.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { DatasetForm } from './dataset-form.tsx';

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
  const queryClient = useQueryClient();
  const changing = useMutation(
    api.datasets.change.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.datasets.key() });
        onDone();
      },
    }),
  );
  return (
    <DatasetForm
      words={dataset}
      send="Save"
      sending={changing}
      onSend={(words) => changing.mutate({ id: dataset.id, ...words })}
      onCancel={onDone}
    />
  );
}
