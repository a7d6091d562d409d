import type { FinishedItem } from './finished-item.ts';

/**
 * Turns an item whose values the database refuses into a failed one that it takes: at first with its
 * exchanges as they are, since most often it is the prediction that cannot be kept, and what the model
 * answered can then be looked at; without them where they are refused as well.
 */
export function rejectItem(finished: FinishedItem, error: unknown, time: 1 | 2): FinishedItem {
  const reason = error instanceof Error ? error.message : String(error);
  const problem = {
    code: 'INTERNAL' as const,
    message: `The prediction could not be stored: ${reason}.`.replaceAll('\0', ''),
  };
  const result = { ok: false as const, problem };
  if (time === 1) return { ...finished, result };
  return {
    item: finished.item,
    attempts: finished.attempts.map(() => ({
      calls: [{ exchange: null, image: null, frame: null, problem, coordinates: {} }],
    })),
    result,
  };
}
