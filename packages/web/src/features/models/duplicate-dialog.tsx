import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, client } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface DuplicateDialogProps {
  model: { readonly id: string; readonly name: string };
  onClose: () => void;
  onDuplicated: (modelId: string) => void;
}

/** Makes a disabled copy of a model under another name. Its secrets can be read by nobody, so they are not in it. */
export function DuplicateDialog({ model, onClose, onDuplicated }: DuplicateDialogProps) {
  const [name, setName] = useState(`${model.name} copy`.slice(0, 120));
  const queryClient = useQueryClient();
  const duplicating = useMutation({
    mutationFn: (newName: string) => duplicate(model.id, newName),
    onSuccess: (id) => {
      void queryClient.invalidateQueries({ queryKey: api.models.key() });
      onClose();
      onDuplicated(id);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    duplicating.mutate(name.trim());
  }

  return (
    <Modal opened onClose={onClose} title={`Duplicate ${showControls(model.name)}`} centered>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            The copy has the same connection, classes, parameters, limits and readme. It has{' '}
            <strong>no credentials</strong>: they are never read back, so enter them on its page. It
            is disabled until you enable it, and has none of the runs.
          </Text>
          <TextInput
            label="Name of the copy"
            value={name}
            maxLength={120}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {duplicating.error && <FailureNotice error={duplicating.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={duplicating.isPending} disabled={name.trim() === ''}>
              Duplicate
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

async function duplicate(id: string, name: string): Promise<string> {
  const { description, readme, limits, revision } = await client.models.get({ id });
  const { protocol, connection, ontology, dataRowTypes, parametersSchema, videoSampling } =
    revision;
  const { model } = await client.models.register({
    name,
    description,
    readme,
    limits,
    protocol,
    connection,
    ontology,
    dataRowTypes,
    parametersSchema,
    ...(videoSampling && { videoSampling }),
  });
  await client.models.change({ id: model.id, enabled: false });
  return model.id;
}
