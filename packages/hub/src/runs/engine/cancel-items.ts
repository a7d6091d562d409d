import type { JobEnd } from '../../queue/queue.ts';
import type { ItemStore } from '../item-store.ts';
import type { RunStore } from '../run-store.ts';

/**
 * Cancels the items that wait of a run that was cancelled, a transaction for each chunk: none holds
 * locks for long, the numbers are right after each, and whoever follows a dead worker goes on.
 */
export async function cancelItems(
  parts: { runs: RunStore; items: ItemStore },
  runId: string,
  signal: AbortSignal,
): Promise<JobEnd> {
  const organisationId = await parts.runs.findOrganisation(runId);
  if (!organisationId) return 'done';
  let number: number | null = 0;
  do {
    signal.throwIfAborted();
    number = await parts.items.cancelChunk({ organisationId, runId }, number);
  } while (number !== null);
  return 'done';
}
