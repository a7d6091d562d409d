import { findStringEnd } from './scan-json.ts';

/** A whole number in a JSON text whose digits would be others once it is read. */
export interface RoundedInteger {
  readonly index: number;
  readonly written: string;
}

/**
 * The first whole number of a JSON text that `JSON.parse` rounds without a word: the digits of an
 * identifier, as a rule. What is written with a point or an exponent is a measure, and stays.
 */
export function findRoundedInteger(text: string): RoundedInteger | null {
  if (!sixteenDigits.test(text)) return null;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x22) index = findStringEnd(text, index);
    else if (character === 0x2d || (character >= 0x30 && character <= 0x39)) {
      numberAt.lastIndex = index;
      const written = numberAt.exec(text)?.[0] ?? '-';
      if (isRounded(written)) return { index, written };
      index += written.length - 1;
    }
  }
  return null;
}

/** Whether something is written as a whole number, and a double cannot tell it from its neighbours. */
export function isRounded(written: string): boolean {
  if (!/^-?\d+$/.test(written)) return false;
  const value = Number(written);
  return !Number.isSafeInteger(value) && String(value) !== written;
}

const sixteenDigits = /\d{16}/;
const numberAt = /-?\d[\d.eE+-]*/y;
