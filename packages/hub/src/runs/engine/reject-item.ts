import type { FinishedItem } from './finished-item.ts';

/** Turns an item whose values the database refuses into a failed one that it takes. */
export function rejectItem(finished: FinishedItem, error: unknown): FinishedItem {
  const reason = error instanceof Error ? error.message : String(error);
  const problem = {
    code: 'INTERNAL' as const,
    message: `The prediction could not be stored: ${reason}.`,
  };
  const result = { ok: false as const, problem };
  return {
    item: finished.item,
    attempts: finished.attempts.map(() => ({
      calls: [{ exchange: null, image: null, frame: null, problem, coordinates: {} }],
    })),
    result,
  };
}
