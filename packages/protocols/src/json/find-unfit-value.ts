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
export function findUnfitValue(value: Json): UnfitValue | null {
  const outwards: PropertyKey[] = [];
  const reason = search(value, outwards);
  return reason === null ? null : { pointer: toJsonPointer(outwards.toReversed()), reason };
}

/** Why something in a value cannot be kept; its path is written, outwards, where it is found and only then. */
function search(value: Json, path: PropertyKey[]): string | null {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const reason = search(value[index] ?? null, path);
      if (reason === null) continue;
      path.push(index);
      return reason;
    }
    return null;
  }
  if (typeof value !== 'object' || value === null) return findReason(value);
  for (const [key, member] of Object.entries(value)) {
    const unfitKey = findReason(key);
    if (unfitKey !== null) return unfitKey;
    const reason = search(member, path);
    if (reason === null) continue;
    path.push(key);
    return reason;
  }
  return null;
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

/**
 * Whether a string in a JSON text could be unfit: half of a surrogate pair stands in it, or an escape that
 * writes one half or NUL. Read from the text alone, which is a hundred times faster than to look at each.
 */
export function mayHoldUnfitText(json: string): boolean {
  if (!json.isWellFormed()) return true;
  return json.includes('\\u') && /\\u(?:0000|[dD][89a-fA-F])/.test(json);
}
