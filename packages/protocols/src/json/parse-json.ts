import type { Json } from '@patchbay/core/json.ts';
import { excerpt } from './excerpt.ts';
import { findJsonFault } from './find-json-fault.ts';
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
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a text as JSON. Refused with a message that names byte and reason: nesting deeper than 64
 * (judged before anything is parsed), numbers beyond a double, strings that cannot be stored. Comments
 * and trailing commas are read where they are allowed.
 */
export function parseJson(text: string, options: { allowComments: boolean }): ParsedJson {
  const plain = parsePlain(text);
  if (plain.ok || !options.allowComments) return plain;
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
  if (unfit) return { ok: false, message: `at ${unfit.pointer || 'the top'} ${unfit.reason}` };
  return {
    ok: true,
    value: value === 0 ? 0 : value,
    hadComments: false,
    hasRepeatedKeys: facts.keyCount !== scan.keyCount,
  };
}

function failAt(text: string, index: number, reason: string): ParsedJson {
  const byte = new TextEncoder().encode(text.slice(0, index)).length;
  const around = excerpt(text, Math.max(0, index - 20));
  return { ok: false, message: `${reason} (byte ${byte}, near \`${around}\`)` };
}
