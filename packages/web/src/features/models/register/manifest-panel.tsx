import { Alert, Button, Code, FileButton, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ManifestFault, ReadManifest } from '@patchbay/core/api/trial-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconCheck, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { LoadingLines } from '../../../components/loading-lines.tsx';
import { WarningList } from '../../../components/warning-list.tsx';
import { Words } from '../../../components/words.tsx';
import type { GoTo } from './manifest-editor.tsx';
import classes from './manifest-panel.module.css';
import { readManifestSecret } from './read-manifest-secret.ts';

const ManifestEditor = lazy(() =>
  import('./manifest-editor.tsx').then((editor) => ({ default: editor.ManifestEditor })),
);

interface ManifestPanelProps {
  manifest: string;
  onChange: (manifest: string) => void;
  onTake: (model: NonNullable<ReadManifest['model']>, secret: string | null) => void;
}

/** A `model.yaml` that is pasted, dropped or typed: what is wrong at which line, and what it describes. */
export function ManifestPanel({ manifest, onChange, onTake }: ManifestPanelProps) {
  const goTo = useRef<GoTo | null>(null);
  const [text] = useDebouncedValue(manifest, 800);
  const reading = useQuery(
    api.models.trials.readManifest.queryOptions({
      input: { manifest: text },
      enabled: text.trim() !== '',
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const read = text.trim() === '' ? null : (reading.data ?? null);
  const takeFile = (file: File | null | undefined) => void file?.text().then(onChange);

  return (
    <Stack gap="sm">
      <DropArea onFile={takeFile}>
        <Suspense fallback={<LoadingLines />}>
          <ManifestEditor
            text={manifest}
            faults={read?.faults ?? []}
            onChange={onChange}
            goTo={goTo}
          />
        </Suspense>
      </DropArea>
      <Group gap="sm">
        <FileButton accept=".yaml,.yml" onChange={takeFile}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          Paste it, drop it on the editor, or choose the file. Nothing is registered yet.
        </Text>
      </Group>
      <Stack gap="sm" aria-live="polite">
        {reading.isError && <FailureNotice error={reading.error} />}
        {read && read.faults.length > 0 && (
          <FaultList faults={read.faults} onGo={(fault) => goTo.current?.(fault)} />
        )}
        {read?.model && (
          <ManifestResult
            model={read.model}
            warnings={read.warnings}
            isReading={text !== manifest || reading.isFetching}
            onTake={(model) => onTake(model, readManifestSecret(manifest))}
          />
        )}
      </Stack>
    </Stack>
  );
}

interface DropAreaProps {
  onFile: (file: File) => void;
  children: ReactNode;
}

/** Takes a file that is dropped anywhere on what stands in it. */
function DropArea({ onFile, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen with the button too
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDropCapture={(event) => {
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        onFile(file);
      }}
    >
      {children}
    </div>
  );
}

interface FaultListProps {
  faults: readonly ManifestFault[];
  onGo: (fault: ManifestFault) => void;
}

function FaultList({ faults, onGo }: FaultListProps) {
  const title = faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`;
  return (
    <Alert color="red" title={title}>
      <ol className={classes.faults} aria-label="What is wrong in the manifest">
        {faults.map((fault) => (
          <li key={`${fault.line}:${fault.column} ${fault.found}`}>
            {fault.line !== null && (
              <Button size="compact-xs" variant="default" onClick={() => onGo(fault)}>
                Line {fault.line}:{fault.column ?? 1}
              </Button>
            )}
            <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
              {showControls(fault.found)}.
            </Text>
            {fault.wanted && (
              <Text size="sm" c="dimmed">
                Wanted: {showControls(fault.wanted)}.
              </Text>
            )}
            {fault.corrected && (
              <CodeBlock label={`Corrected, line ${fault.line}`}>{fault.corrected}</CodeBlock>
            )}
          </li>
        ))}
      </ol>
    </Alert>
  );
}

interface ManifestResultProps {
  model: NonNullable<ReadManifest['model']>;
  warnings: ReadManifest['warnings'];
  /** Whether what is shown is of a text from before. */
  isReading: boolean;
  onTake: (model: NonNullable<ReadManifest['model']>) => void;
}

function ManifestResult({ model, warnings, isReading, onTake }: ManifestResultProps) {
  const { name, connection, ontology } = model;
  const count = (ontology?.tools.length ?? 0) + (ontology?.classifications.length ?? 0);
  return (
    <Alert
      color="teal"
      icon={<IconCheck aria-hidden />}
      title={`It describes “${showControls(name)}”`}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          It is called at <Code>{String(connection.url)}</Code> and knows{' '}
          {count === 1 ? '1 class' : `${count} classes`}.
        </Text>
        {warnings.length > 0 && (
          <>
            <Text size="sm">
              <Words>It was read with some leniency:</Words>
            </Text>
            <WarningList warnings={warnings} />
          </>
        )}
        <Button size="sm" disabled={isReading} onClick={() => onTake(model)}>
          Use this manifest
        </Button>
      </Stack>
    </Alert>
  );
}
