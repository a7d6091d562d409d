import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface RemoveDialogProps {
  model: { readonly id: string; readonly name: string };
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks before a model is removed, and says what is lost and what stays. Why it could not be is said here too. */
export function RemoveDialog({ model, onClose, onRemoved }: RemoveDialogProps) {
  const queryClient = useQueryClient();
  const removing = useMutation(
    api.models.remove.mutationOptions({
      onSuccess: () => {
        onRemoved();
        return queryClient.invalidateQueries({ queryKey: api.models.key() });
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={`Delete ${showControls(model.name)}?`} centered>
      <Stack>
        <Text size="sm">It cannot be taken back.</Text>
        <List size="sm" spacing={4}>
          <List.Item>
            <strong>Gone:</strong> its stored credentials, its page with settings, statistics and
            reports of checks, and the way to start further runs with it.
          </List.Item>
          <List.Item>
            <strong>Stays:</strong> its runs with all predictions, and the revisions that they name.
          </List.Item>
          <List.Item>
            A model that a run still needs cannot be deleted before the run has ended.
          </List.Item>
        </List>
        {removing.error && <FailureNotice error={removing.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            color="red"
            loading={removing.isPending}
            onClick={() => removing.mutate({ id: model.id })}
          >
            Delete the model
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
