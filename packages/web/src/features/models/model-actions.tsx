import { Button } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useModelChange } from './use-model-change.ts';

/** Enables, disables and removes a model. */
export function ModelActions({ model, onRemoved }: { model: ModelView; onRemoved: () => void }) {
  const changing = useModelChange();
  const queryClient = useQueryClient();
  const removing = useMutation(
    api.models.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.models.list.key() });
        onRemoved();
      },
    }),
  );
  const failure = changing.error ?? removing.error;
  return (
    <>
      <Button
        variant="default"
        loading={changing.isPending}
        onClick={() => changing.mutate({ id: model.id, enabled: !model.enabled })}
      >
        {model.enabled ? 'Disable' : 'Enable'}
      </Button>
      <ConfirmButton
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={removing.isPending}
        question={`Remove ${showControls(model.name)}?`}
        explanation="Its runs and predictions stay. Its credentials are destroyed."
        confirm="Remove the model"
        onConfirm={() => removing.mutate({ id: model.id })}
      >
        Remove
      </ConfirmButton>
      {failure && <FailureNotice error={failure} />}
    </>
  );
}
