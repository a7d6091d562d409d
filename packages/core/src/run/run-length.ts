import { countFinished, type ItemCounts } from './run-progress.ts';

/** What of a run says how long it took. */
interface TimedRun {
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly counts: ItemCounts;
}

/** How long a run took, from its first call to its end. */
export interface RunLength {
  readonly seconds: number;
  /** Over the whole run; null for one that took no time that could be measured. */
  readonly itemsPerSecond: number | null;
}

/** The length of a run that has ended; null for one that has not, or was never begun. */
export function measureRunLength({ startedAt, finishedAt, counts }: TimedRun): RunLength | null {
  if (startedAt === null || finishedAt === null) return null;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { seconds, itemsPerSecond: seconds > 0 ? countFinished(counts) / seconds : null };
}
