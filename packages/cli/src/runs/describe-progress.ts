import { countFinished, type RunProgress } from '@patchbay/core/run/run-progress.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { formatCount, formatDuration, formatLatency, formatRate } from '../terminal/wording.ts';

/** A moment of a run in words: `120 of 2,000 · 3 failed · 8 in flight · 41 items/s · p95 80 ms · 46 s left`. */
export function describeProgress(progress: RunProgress): string {
  const { counts, state, inFlight, latencyMs, itemsPerSecond, secondsLeft } = progress;
  return [
    `${formatCount(countFinished(counts))} of ${formatCount(counts.total)}`,
    counts.failed > 0 && `${formatCount(counts.failed)} failed`,
    inFlight > 0 && `${formatCount(inFlight)} in flight`,
    // Of a run that has ended the pace as a whole is told, not that of its last moments.
    !hasEnded(state) && itemsPerSecond !== null && itemsPerSecond > 0 && formatRate(itemsPerSecond),
    state === 'running' && latencyMs && `p95 ${formatLatency(latencyMs.p95)}`,
    state === 'running' && secondsLeft !== null && `${formatDuration(secondsLeft)} left`,
    state !== 'running' && state !== 'completed' && state,
  ]
    .filter((part) => part !== false && part !== null)
    .join(' · ');
}
