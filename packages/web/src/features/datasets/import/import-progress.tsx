import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { countWords } from '../../../components/count-words.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { formatBytes } from '../../../components/format-bytes.ts';
import { formatDuration } from '../../../components/format-duration.ts';
import type { ImportJob } from './import-job.ts';
import { estimateSeconds, type ImportState } from './import-state.ts';

/** How far an import has come, and what can be done with it. */
export function ImportProgress({ job, state }: { job: ImportJob; state: ImportState }) {
  const { phase, bytes, files, isPausing } = state;
  if (phase === 'looking') {
    return (
      <Text size="sm" role="status">
        Looking through what was chosen: {countWords(state.found, ['file', 'files'])} so far …
      </Text>
    );
  }
  const share = bytes.total === 0 ? 0 : bytes.sent / bytes.total;
  const isHalted = phase === 'paused' || phase === 'halted';
  return (
    <Stack gap="xs">
      <Progress
        value={share * 100}
        animated={phase === 'sending'}
        color={phase === 'sending' ? undefined : 'yellow'}
        aria-label="Sent"
      />
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {files.sent.toLocaleString()} of {countWords(files.total, ['file', 'files'])} ·{' '}
          {formatBytes(bytes.sent)} of {formatBytes(bytes.total)}
          {describePace(state)}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={isHalted || isPausing || phase === 'waiting' ? job.resume : job.pause}
          >
            {nameStep(state)}
          </Button>
          <Button size="xs" variant="default" color="red" onClick={job.cancel}>
            Cancel
          </Button>
        </Group>
      </Group>
      <UnderWay state={state} />
      {phase === 'halted' && <FailureNotice error={state.error} />}
    </Stack>
  );
}

function nameStep({ phase, isPausing }: ImportState): string {
  if (phase === 'waiting') return 'Try now';
  if (phase === 'halted') return 'Try again';
  return phase === 'paused' || isPausing ? 'Go on' : 'Pause';
}

function describePace(state: ImportState): string {
  const { phase, bytesPerSecond } = state;
  const seconds = estimateSeconds(state);
  if (phase !== 'sending' || bytesPerSecond === null || seconds === null) return '';
  return ` · ${formatBytes(bytesPerSecond)}/s · ${formatDuration(seconds)} left`;
}

function UnderWay({ state }: { state: ImportState }) {
  const { phase, underWay, isPausing } = state;
  if (phase === 'waiting') {
    return (
      <Alert color="yellow" variant="light" role="status" title="The hub does not answer">
        It is tried again by itself, and as soon as the network is back. What was sent stays, and
        nothing is imported twice: a data row is known by its global key.
      </Alert>
    );
  }
  if (phase === 'paused') return <Note>Paused. It goes on when you say so.</Note>;
  if (!underWay) return null;
  const others = underWay.others > 0 ? ` and ${underWay.others.toLocaleString()} more` : '';
  const name = showControls(underWay.name);
  return (
    <Note>
      {isPausing ? 'Pauses after' : 'Under way:'} {name}
      {others}
    </Note>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <Text size="xs" c="dimmed" truncate>
      {children}
    </Text>
  );
}
