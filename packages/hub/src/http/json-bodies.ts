import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findTooDeep, maximumDepth } from '@patchbay/protocols/json/json-depth.ts';
import type { FastifyInstance } from 'fastify';

/**
 * Reads the JSON of requests. Deep nesting is refused before anything walks it. No body at all is
 * null: clients that name JSON as the type of every request send none with a DELETE.
 */
export function registerJsonBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      if (body === '') return done(null, null);
      if (findTooDeep(body) >= 0) return done(tooDeep());
      void parseJson(request, body, done);
    },
  );
}

function tooDeep(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The body is nested more than ${maximumDepth} levels deep; nothing here needs that.`,
  });
}
