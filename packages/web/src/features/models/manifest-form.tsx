import { Alert, Button, FileButton, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconUpload } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { WarningList } from '../../components/warning-list.tsx';
import { useRegistration } from './use-registration.ts';

/** Registers a model from the text of its `model.yaml`, pasted or read from a file. */
export function ManifestForm({ onRegistered }: { onRegistered: (modelId: string) => void }) {
  const [manifest, setManifest] = useState('');
  const [name, setName] = useState('');
  const { fromManifest } = useRegistration();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const named = name.trim() ? { name: name.trim() } : {};
    fromManifest.mutate(
      { manifest, ...named },
      {
        onSuccess: ({ model, warnings }) => {
          if (warnings.length === 0) onRegistered(model.id);
        },
      },
    );
  }

  if (fromManifest.data) return <LenientlyRead {...fromManifest.data} />;

  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label="model.yaml"
          description="Paste it here, or choose the file."
          value={manifest}
          onChange={(event) => setManifest(event.currentTarget.value)}
          autosize
          minRows={14}
          maxRows={30}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
        <TextInput
          label="Name"
          description="Takes the place of the name in the manifest."
          maw={420}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fromManifest.error && <FailureNotice error={fromManifest.error} />}
        <Group>
          <Button type="submit" loading={fromManifest.isPending} disabled={manifest.trim() === ''}>
            Register the model
          </Button>
          <FileButton accept=".yaml,.yml" onChange={(file) => void file?.text().then(setManifest)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden />}
              >
                Choose a file
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </form>
  );
}

/** Said of a manifest that was read, but not as it was written. */
function LenientlyRead({ model, warnings }: { model: ModelView; warnings: readonly Warning[] }) {
  return (
    <Stack>
      <Alert color="teal" title={`${showControls(model.name)} is registered`}>
        {warnings.length > 0 && 'The manifest was read with some leniency:'}
      </Alert>
      <WarningList warnings={warnings} />
      <ButtonLink to="/models/$modelId" params={{ modelId: model.id }}>
        Go to the model
      </ButtonLink>
    </Stack>
  );
}
