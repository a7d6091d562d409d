import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from './http-message.ts';
import { excerpt } from './json/excerpt.ts';
import { parseJson } from './json/parse-json.ts';

/** Longer bodies, in characters, are no message: they are not parsed while everything else waits. */
const longestErrorBody = 262_144;

/**
 * The words for a failure in an answer, where servers of all kinds put them: `error.message`, `error`,
 * `detail` (also as a list of what is wrong where), `message`. Null where there are none.
 */
export function readErrorMessage(response: HttpResponse): string | null {
  if (response.body.length > longestErrorBody) return null;
  const parsed = parseJson(response.body, { allowComments: false });
  return parsed.ok ? findErrorMessage(parsed.value) : null;
}

/** As {@link readErrorMessage}, in JSON that is already read. */
export function findErrorMessage(body: Json): string | null {
  if (!isJsonObject(body)) return null;
  const inner = Object.hasOwn(body, 'error') ? body.error : undefined;
  const candidates = [
    isJsonObject(inner) ? inner.message : inner,
    describeDetail(body.detail),
    body.message,
  ];
  const words = candidates.find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof words === 'string' ? excerpt(words) : null;
}

/** FastAPI lists what is wrong: `[{"loc": ["body", "stop"], "msg": "…"}, …]`. The first is said. */
function describeDetail(detail: Json | undefined): Json | undefined {
  const first = Array.isArray(detail) ? detail[0] : undefined;
  if (!isJsonObject(first) || typeof first.msg !== 'string') return detail;
  const place = Array.isArray(first.loc) ? `${first.loc.join('.')}: ` : '';
  return `${place}${first.msg}`;
}
