import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';

/**
 * Finds a text that PostgreSQL cannot keep in JSON: one with a NUL character or half a surrogate
 * pair. Found here it is the problem of one item; in the database it would refuse a whole batch.
 */
export function findUnstorable(value: unknown, path: readonly PropertyKey[] = []): Problem | null {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\u0000')) return null;
    return {
      code: 'MODEL_RESPONSE_INVALID',
      message: `The text at ${toJsonPointer(path)} of the prediction has a NUL character or half a surrogate pair; send well-formed text.`,
      details: { pointer: toJsonPointer(path) },
    };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    const problem = findUnstorable(child, [...path, key]);
    if (problem) return problem;
  }
  return null;
}
