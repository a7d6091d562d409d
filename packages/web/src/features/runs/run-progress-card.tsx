import { Alert, Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { countFinished, type ItemCounts, type Latency } from '@patchbay/core/run/run-progress.ts';
import { hasEnded, type RunState } from '@patchbay/core/run/run-state.ts';
import { IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatDuration, formatEstimate } from '../../components/format-duration.ts';
import type { ShownProgress } from './latest-progress.ts';
import { PauseBanner } from './pause-banner.tsx';
import { describeCounts, describeLength, formatPace, shareFinished } from './run-counts.ts';
import { RunProgressBar } from './run-progress-bar.tsx';

interface RunProgressCardProps {
  run: RunView;
  progress: ShownProgress;
  /** Whether the hub has stopped to answer. */
  isLost: boolean;
}

/** How far a run is, how fast it goes and when it will be done; told aloud at every tenth. */
export function RunProgressCard({ run, progress, isLost }: RunProgressCardProps) {
  const { counts, state } = progress;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label="Progress">
      <Stack gap="md">
        {isLost && <LostNotice />}
        {run.pause && state === 'paused' && <PauseBanner run={run} pause={run.pause} />}
        {run.reason && !run.pause && run.state === state && (
          <ReasonNotice state={state} reason={run.reason} />
        )}
        <Group justify="space-between" align="flex-end" gap="xs">
          <Group gap={6} align="baseline">
            <Text size="xl" fw={700}>
              {countFinished(counts).toLocaleString()}
            </Text>
            <Text c="dimmed">of {counts.total.toLocaleString()} items done</Text>
          </Group>
          <Text size="sm" c="dimmed">
            {!isLost && describePace(run, progress)}
          </Text>
        </Group>
        <RunProgressBar counts={counts} size={12} />
        <Group gap="lg">
          <Count name="Succeeded" count={counts.succeeded} colour="teal" />
          <Count name="Failed" count={counts.failed} colour="red" />
          {counts.cancelled > 0 && (
            <Count name="Cancelled" count={counts.cancelled} colour="gray" />
          )}
          {counts.ignored > 0 && <Count name="Ignored" count={counts.ignored} colour="gray" />}
          <Count name="Remaining" count={counts.pending} colour="dimmed" />
          {!hasEnded(state) && (
            <Text size="sm" c="dimmed">
              of these {progress.inFlight.toLocaleString()} in flight,{' '}
              {(counts.pending - progress.inFlight).toLocaleString()} waiting
            </Text>
          )}
        </Group>
        {!hasEnded(state) && progress.latencyMs && <LatencyLine latency={progress.latencyMs} />}
        <Milestone state={state} counts={counts} />
      </Stack>
    </Paper>
  );
}

/** Tells those who listen of a new state and of every tenth, and not of each item. */
function Milestone({ state, counts }: { state: RunState; counts: ItemCounts }) {
  const tenth = Math.floor(shareFinished(counts) * 10);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts of that moment
  const words = useMemo(() => `Run ${state}: ${describeCounts(counts)}`, [state, tenth]);
  return <VisuallyHidden role="status">{words}</VisuallyHidden>;
}

function LostNotice() {
  return (
    <Alert color="yellow" icon={<IconPlugConnectedX aria-hidden />} title="The hub does not answer">
      This is what was last seen of the run. The page goes on by itself once the hub is back.
    </Alert>
  );
}

/** Why the run is in the state that it is in. */
function ReasonNotice({ state, reason }: { state: RunState; reason: string }) {
  return (
    <Alert
      color={state === 'failed' ? 'red' : 'yellow'}
      icon={<IconInfoCircle aria-hidden />}
      title={state === 'failed' ? 'This run failed' : `This run is ${state}`}
    >
      {reason}
    </Alert>
  );
}

function Count({ name, count, colour }: { name: string; count: number; colour: string }) {
  return (
    <Text size="sm">
      <Text span inherit c={count > 0 ? colour : 'dimmed'} fw={700}>
        {count.toLocaleString()}
      </Text>{' '}
      {name.toLowerCase()}
    </Text>
  );
}

/** How long calls of the last minute took: the median, and what 95 and 99 of a hundred did not exceed. */
function LatencyLine({ latency }: { latency: Latency }) {
  return (
    <Text size="sm" c="dimmed">
      Latency of the last minute: {formatLatency(latency.p50)} median · {formatLatency(latency.p95)}{' '}
      p95 · {formatLatency(latency.p99)} p99
    </Text>
  );
}

function formatLatency(milliseconds: number): string {
  if (milliseconds >= 10_000) return formatDuration(milliseconds / 1000);
  return `${Number(milliseconds.toPrecision(2)).toLocaleString()} ms`;
}

/** Pace and time left while it runs; how long it took afterwards. While it is paused neither would be true. */
function describePace(run: RunView, { state, itemsPerSecond, secondsLeft }: ShownProgress): string {
  if (hasEnded(state)) return describeLength(run) ?? '';
  if (state === 'paused') return '';
  const parts: string[] = [];
  if (itemsPerSecond !== null) parts.push(formatPace(itemsPerSecond));
  if (secondsLeft !== null) parts.push(`${formatEstimate(secondsLeft)} left`);
  return parts.join(' · ');
}
