import { isUtf8 } from 'node:buffer';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { parseExactJson } from '@patchbay/protocols/json/parse-json.ts';
import type { FastifyInstance } from 'fastify';

/**
 * Reads the JSON of requests. Refused with its place is what JSON can spell but nothing behind it can
 * keep, and what would be lost in silence: see `parseExactJson`. No body at all is null: clients that
 * name JSON as the type of every request send none with a DELETE.
 */
export function registerJsonBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      if (bytes.length === 0) return done(null, null);
      if (!isUtf8(bytes)) return done(invalid('is not UTF-8; send it encoded as UTF-8'));
      const body = bytes.toString();
      const read = parseExactJson(body);
      if (!read.ok) return done(invalid(`cannot be read as JSON: ${read.message}`));
      void parseJson(request, body, done);
    },
  );
}

function invalid(finding: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message: `The body ${finding}.` });
}
