import { countFinished, type ItemCounts } from '@patchbay/core/run/run-progress.ts';

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
  if (counts.cancelled > 0) parts.push(`${counts.cancelled.toLocaleString()} cancelled`);
  return parts.join(', ');
}
