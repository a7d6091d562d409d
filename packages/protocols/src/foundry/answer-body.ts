import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import { readEmbeddedJson } from '../json/embedded-json.ts';
import { findUnfitValue } from '../json/find-unfit-value.ts';
import { explainNonJson, readModelJson } from '../json/model-json.ts';

/**
 * Reads the body of an answer: JSON with comments and trailing commas at need, JSON inside a string or
 * a code fence, or words. Words are given back as a string; what begins like JSON has to be JSON.
 */
export function readAnswerBody(response: HttpResponse): Outcome<Json> {
  const body = response.body.trim();
  if (body.startsWith('```')) return readEmbeddedJson(body, '');
  if (!looksLikeJson(body) && explainNonJson(body) === null) return readWords(body);
  const read = readModelJson(response, { allowComments: true });
  return read.ok && typeof read.value === 'string' ? readString(read) : read;
}

/** Words are kept as they came, if they can be kept at all. */
function readWords(body: string): Outcome<Json> {
  const unfit = findUnfitValue(body);
  if (!unfit) return succeed(body);
  return fail({
    code: 'MODEL_RESPONSE_INVALID',
    message: `The answer is words, and ${unfit.reason}.`,
    details: { pointer: unfit.pointer },
  });
}

/** A JSON string that holds a JSON object is taken for the object; any other is words. */
function readString(read: Outcome<Json> & { ok: true }): Outcome<Json> {
  const text = typeof read.value === 'string' ? read.value.trim() : '';
  if (!text.startsWith('{') && !text.startsWith('```')) return read;
  const inner = readEmbeddedJson(text, '');
  if (!inner.ok) return read;
  const message = 'The JSON stood in a string; it was taken out.';
  const unwrapped: Warning = { code: 'JSON_UNWRAPPED', message, pointer: '' };
  return succeed(inner.value, [...read.warnings, unwrapped, ...inner.warnings]);
}

function looksLikeJson(body: string): boolean {
  return /^(?:[{["']|\/\/|\/\*|(?:true|false|null|-?\d[\d.eE+-]*|-?NaN|-?Infinity)\s*$)/.test(body);
}
