import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { formatCount, formatDuration, formatRate } from '../terminal/wording.ts';

/** How many items of a run need nothing more: succeeded, failed, cancelled or ignored. */
export function countDone({ counts }: Pick<RunProgress, 'counts'>): number {
  return counts.total - counts.pending;
}

/** A moment of a run in words: `120 of 2,000 · 3 failed · 41 items/s · 46 s left`. */
export function describeProgress(progress: RunProgress): string {
  const { counts, state, itemsPerSecond, secondsLeft } = progress;
  return [
    `${formatCount(countDone(progress))} of ${formatCount(counts.total)}`,
    counts.failed > 0 && `${formatCount(counts.failed)} failed`,
    itemsPerSecond !== null && itemsPerSecond > 0 && formatRate(itemsPerSecond),
    state === 'running' && secondsLeft !== null && `${formatDuration(secondsLeft)} left`,
    state !== 'running' && state !== 'completed' && state,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
