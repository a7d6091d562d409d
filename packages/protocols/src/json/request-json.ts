import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { parseExactJson } from './parse-json.ts';

/** Reads the body of a request on the side of a model server: plain JSON, of which nothing may be lost. */
export function readRequestJson(body: string): Outcome<Json> {
  if (body.trim() === '') {
    return fail({ code: 'INPUT_INVALID', message: 'The request has no body; send a JSON object.' });
  }
  const parsed = parseExactJson(body);
  return parsed.ok
    ? succeed(parsed.value)
    : fail({
        code: 'INPUT_INVALID',
        message: `The body of the request cannot be read as JSON: ${parsed.message}.`,
      });
}
