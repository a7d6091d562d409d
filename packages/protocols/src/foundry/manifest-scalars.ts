import { type Document, type Scalar, visit } from 'yaml';
import { isRounded } from '../json/find-rounded-integer.ts';
import { findUnfitValue } from '../json/find-unfit-value.ts';
import type { ManifestFault } from './manifest-problem.ts';

/** What is wrong with a scalar, and where it begins in the text. */
type UnkeptScalar = Omit<ManifestFault, 'place'> & { readonly offset: number };

/**
 * The first scalar of a manifest that could not be kept as it is written: a text with NUL or half a
 * character in it (YAML can write both, as `"\0"`), a number that is none or that a double would round.
 */
export function findUnkeptScalar(document: Document): UnkeptScalar | null {
  let found: UnkeptScalar | null = null;
  visit(document, {
    Scalar(_, scalar) {
      const fault = explain(scalar);
      if (fault === null) return undefined;
      found = { ...fault, offset: scalar.range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return found;
}

function explain({ value, source }: Scalar): Omit<ManifestFault, 'place'> | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const digits = source?.replace(/^\+/, '') ?? '';
  if (typeof value === 'number' && isRounded(digits)) {
    return {
      found: `the number ${digits.slice(0, 40)} has more digits than a number holds; it would be rounded`,
      wanted: 'a whole number of at most 9007199254740991, or the digits as a text in quotes',
      corrected: `"${digits.slice(0, 40)}"`,
    };
  }
  const unfit = findUnfitValue(value);
  return unfit === null
    ? null
    : {
        found: unfit.reason,
        wanted: 'finite numbers, and texts of whole characters without NUL',
        corrected: 'Leave it out, or write it in other characters.',
      };
}
