import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import type { Json } from '@patchbay/core/json.ts';

/** A value that JSON can write and that nothing behind it can keep. */
export interface UnfitValue {
  readonly pointer: string;
  readonly reason: string;
}

/**
 * The first number that is beyond a double (`1e400`), or string that no database stores (NUL, half of
 * a surrogate pair). Walks recursively: the depth of the value is limited before.
 */
export function findUnfitValue(value: Json, path: readonly PropertyKey[] = []): UnfitValue | null {
  const reason = findReason(value);
  if (reason) return { pointer: toJsonPointer(path), reason };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isFitScalar(item)) continue;
      const unfit = findUnfitValue(item, [...path, index]);
      if (unfit) return unfit;
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const unfit = findUnfitValue(key, path) ?? findUnfitValue(item, [...path, key]);
      if (unfit) return unfit;
    }
  }
  return null;
}

/** Numbers by the million need no path of their own. */
function isFitScalar(value: Json): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function findReason(value: Json): string | null {
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? null
      : 'a number is too large for a double; send a finite number';
  }
  if (typeof value !== 'string') return null;
  if (!value.isWellFormed())
    return 'a string holds half of a surrogate pair; send whole characters';
  return value.includes('\0') ? 'a string holds the character NUL; leave it out' : null;
}
