import { isUtf8 } from 'node:buffer';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findUnfitValue } from '@patchbay/protocols/json/find-unfit-value.ts';
import { maximumDepth, scanJson } from '@patchbay/protocols/json/scan-json.ts';
import type { FastifyInstance } from 'fastify';

/**
 * Reads the JSON of requests. What JSON can spell but nothing behind it can keep is refused with its
 * place, and deep nesting before anything walks it. No body at all is null: clients that name JSON
 * as the type of every request send none with a DELETE.
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
      if (scanJson(body).tooDeepAt >= 0) {
        return done(invalid(`is nested more than ${maximumDepth} levels deep`));
      }
      void parseJson(request, body, (error, value) => {
        const unfit = error ? null : findUnfitValue(value);
        if (!unfit) return done(error, value);
        done(invalid(`cannot be kept: at ${unfit.pointer || 'the top'} ${unfit.reason}`));
      });
    },
  );
}

function invalid(finding: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message: `The body ${finding}.` });
}
