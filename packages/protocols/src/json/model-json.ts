import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import { excerpt } from './excerpt.ts';
import { findRepeatedKeys, maximumRepeatedKeys } from './find-repeated-keys.ts';
import { type ParseOptions, parseJson } from './parse-json.ts';
import { stripComments } from './strip-comments.ts';

export interface ModelJsonOptions extends ParseOptions {
  /** Whether the content type has to say JSON. Where it need not, another is a warning. */
  readonly requireContentType?: boolean;
}

/** Reads the body of a model's answer as JSON; MODEL_RESPONSE_NOT_JSON says what stood there instead. */
export function readModelJson(response: HttpResponse, options: ModelJsonOptions): Outcome<Json> {
  const body = response.body;
  const reason = explainNonJson(body);
  if (reason) return failNotJson(reason, body);
  return andThen(readJsonText(body, options), (json) =>
    andThen(checkContentType(response, options), () => succeed(json)),
  );
}

/** Reads a piece of text that must hold JSON. `pointer` is the place of the text in the answer. */
export function readJsonText(text: string, options: ParseOptions, pointer = ''): Outcome<Json> {
  const parsed = parseJson(text, options);
  if (!parsed.ok) {
    const place = pointer === '' ? 'The answer' : `The text at ${pointer}`;
    return failNotJson(`${place} is not JSON: ${parsed.message}.`, text, parsed.byte);
  }
  const warnings: Warning[] = [];
  if (parsed.hadComments) {
    const message = 'The JSON has comments or trailing commas; it was read without them.';
    warnings.push({ code: 'JSON_COMMENTS', message, pointer });
  }
  if (parsed.hasRepeatedKeys) {
    const json = parsed.hadComments ? stripComments(text) : text;
    warnings.push(...describeRepeatedKeys(json, pointer));
  }
  return succeed(parsed.value, warnings);
}

function describeRepeatedKeys(json: string, pointer: string): Warning[] {
  const message = 'The key stands more than once in its object; the last one was read.';
  const places = findRepeatedKeys(json);
  const warnings = places.map((place): Warning => {
    return { code: 'JSON_KEY_REPEATED', message, pointer: pointer + place };
  });
  if (places.length < maximumRepeatedKeys) return warnings;
  const more = `The search for keys that stand more than once ended after ${maximumRepeatedKeys} of them; there may be more.`;
  return [...warnings, { code: 'JSON_KEY_REPEATED', message: more, pointer }];
}

/** Why a body cannot be JSON at all: nothing in it, or a page of markup; null where it may be. */
export function explainNonJson(body: string): string | null {
  const start = body.trimStart();
  if (start === '') return 'The model answered with an empty body where JSON was wanted.';
  if (!start.startsWith('<')) return null;
  const title = /<title[^>]{0,200}>([^<]{1,400})/i.exec(start.slice(0, 4096))?.[1];
  const about = title ? `, titled "${excerpt(title)}"` : '';
  return `The model answered with HTML or XML${about}, not JSON. It begins: ${excerpt(start)}`;
}

function failNotJson(message: string, body: string, byte: number | null = null): Outcome<never> {
  const details = { excerpt: excerpt(body), ...(byte !== null && { byte }) };
  return fail({ code: 'MODEL_RESPONSE_NOT_JSON', message, details });
}

function checkContentType(
  response: HttpResponse,
  { requireContentType }: ModelJsonOptions,
): Outcome<null> {
  const type = response.headers['content-type'] ?? '';
  if (/^[^;]*[/+]json\s*(?:;|$)/i.test(type)) return succeed(null);
  const said = type === '' ? 'no content type' : `the content type "${excerpt(type)}"`;
  const message = `The answer is JSON but came with ${said}; application/json was wanted.`;
  const pointer = '';
  return requireContentType
    ? fail({ code: 'MODEL_RESPONSE_CONTENT_TYPE', message, details: { pointer } })
    : succeed(null, [{ code: 'CONTENT_TYPE_UNEXPECTED', message, pointer }]);
}
