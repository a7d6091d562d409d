import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { measureRunLength } from '@patchbay/core/run/run-length.ts';
import { countFinished, type ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { formatLength } from '../../components/format-duration.ts';

/** The share of items that have been through the model, 0 to 1. */
export function shareFinished(counts: ItemCounts): number {
  return counts.total > 0 ? countFinished(counts) / counts.total : 0;
}

/** The counts as one sentence, for lists and for those who listen. */
export function describeCounts(counts: ItemCounts): string {
  if (counts.total === 0) return 'no items yet';
  const parts = [
    `${countFinished(counts).toLocaleString()} of ${counts.total.toLocaleString()} done`,
  ];
  if (counts.failed > 0) parts.push(`${counts.failed.toLocaleString()} failed`);
  if (counts.ignored > 0) parts.push(`${counts.ignored.toLocaleString()} ignored`);
  if (counts.cancelled > 0) parts.push(`${counts.cancelled.toLocaleString()} cancelled`);
  return parts.join(', ');
}

/** How long a run took, and its pace; while it runs, its pace since it began. Null where neither is known. */
export function describeLength(run: RunView, now = Date.now()): string | null {
  if (run.counts.total === 0) return null;
  const length = measureRunLength(run);
  if (length) {
    const took = `took ${formatLength(length.seconds)}`;
    const { itemsPerSecond } = length;
    return itemsPerSecond === null ? took : `${took} · ${formatPace(itemsPerSecond)}`;
  }
  if (run.state !== 'running' || run.startedAt === null) return null;
  const seconds = (now - Date.parse(run.startedAt)) / 1000;
  const finished = countFinished(run.counts);
  return finished > 0 && seconds > 0 ? `${formatPace(finished / seconds)} on average` : null;
}

/** `1.4 items per second`; for slow ones `2.5 items per minute`. */
export function formatPace(itemsPerSecond: number): string {
  const isSlow = itemsPerSecond > 0 && itemsPerSecond < 0.1;
  const pace = isSlow ? itemsPerSecond * 60 : itemsPerSecond;
  const number = pace.toLocaleString(undefined, { maximumSignificantDigits: pace < 10 ? 2 : 3 });
  return `${number} items per ${isSlow ? 'minute' : 'second'}`;
}
