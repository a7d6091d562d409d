import type { Json } from '@patchbay/core/json.ts';
import { excerpt } from './excerpt.ts';
import { findJsonFault } from './find-json-fault.ts';
import { findRepeatedKeys } from './find-repeated-keys.ts';
import { findRoundedInteger } from './find-rounded-integer.ts';
import { findUnfitValue, mayHoldUnfitText } from './find-unfit-value.ts';
import { maximumDepth, scanJson } from './scan-json.ts';
import { settleValue } from './settle-value.ts';
import { stripComments } from './strip-comments.ts';

/** What came of reading a text as JSON. */
export type ParsedJson =
  | {
      readonly ok: true;
      readonly value: Json;
      /** Whether it was not quite JSON: it had comments or trailing commas. */
      readonly hadComments: boolean;
      /** Whether a key stood more than once in its object; the last one is in the value. */
      readonly hasRepeatedKeys: boolean;
      /** Whether a number is so large that a whole number of its size may have been rounded. */
      readonly hasHugeNumber: boolean;
    }
  | UnparsedJson;

export interface UnparsedJson {
  readonly ok: false;
  /** Why, and where: in bytes, with what stands around there. */
  readonly message: string;
  /** Where in the text, in bytes of UTF-8; null where the message names a place in the value. */
  readonly byte: number | null;
}

export interface ParseOptions {
  /** Whether comments and trailing commas are taken out. */
  readonly allowComments: boolean;
}

/**
 * Reads a text as JSON. Refused with a message that names byte and reason: nesting deeper than 64
 * (judged before anything is parsed), numbers beyond a double, strings that cannot be stored. Comments
 * and trailing commas are read where they are allowed.
 */
export function parseJson(text: string, { allowComments }: ParseOptions): ParsedJson {
  const plain = parsePlain(text);
  if (plain.ok || !allowComments) return plain;
  const stripped = stripComments(text);
  if (stripped === text) return plain;
  const parsed = parsePlain(stripped, text);
  return parsed.ok ? { ...parsed, hadComments: true } : parsed;
}

/** Parses plain JSON; messages quote the text as it was before comments were taken out. */
function parsePlain(text: string, written = text): ParsedJson {
  const scan = scanJson(text);
  if (scan.tooDeepAt !== -1) {
    return failAt(written, scan.tooDeepAt, `values are nested deeper than ${maximumDepth} levels`);
  }
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = findJsonFault(text);
    return failAt(written, fault?.index ?? 0, fault?.reason ?? 'it is not JSON');
  }
  const facts = settleValue(value);
  const unfit = facts.hasInfinity || mayHoldUnfitText(text) ? findUnfitValue(value) : null;
  if (unfit) return failIn(unfit.pointer, unfit.reason);
  return {
    ok: true,
    value: value === 0 ? 0 : value,
    hadComments: false,
    hasRepeatedKeys: facts.keyCount !== scan.keyCount,
    hasHugeNumber: facts.hasHugeNumber,
  };
}

function failAt(text: string, index: number, reason: string): UnparsedJson {
  const byte = new TextEncoder().encode(text.slice(0, index)).length;
  const around = excerpt(text, Math.max(0, index - 20));
  return { ok: false, message: `${reason} (byte ${byte}, near \`${around}\`)`, byte };
}

function failIn(pointer: string, reason: string): UnparsedJson {
  return { ok: false, message: `at ${pointer || 'the top'} ${reason}`, byte: null };
}

/**
 * Reads JSON that a person or a program of theirs wrote for us: plain, and with nothing in it that
 * `JSON.parse` would lose. A key that stands twice in its object, and a whole number beyond 2^53 - 1,
 * are refused too.
 */
export function parseExactJson(text: string): ParsedJson {
  const parsed = parseJson(text, { allowComments: false });
  if (!parsed.ok) return parsed;
  const [repeated] = parsed.hasRepeatedKeys ? findRepeatedKeys(text) : [];
  if (repeated !== undefined) {
    return failIn(repeated, 'a key stands a second time in its object; write it once');
  }
  const rounded = parsed.hasHugeNumber ? findRoundedInteger(text) : null;
  if (rounded === null) return parsed;
  const digits = excerpt(rounded.written);
  return failAt(
    text,
    rounded.index,
    `the whole number ${digits} has more digits than a number holds; write it in quotes`,
  );
}
