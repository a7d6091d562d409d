import { isUtf8 } from 'node:buffer';
import { idInput } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../../http/authenticate.ts';
import { answerError, routeNotFound, tellWhenAgain } from '../../http/error-handler.ts';
import { signalOf } from '../../http/hang-up.ts';
import type { PlainRoutes } from '../../http/openapi.ts';
import { parseInput } from '../../http/parse-input.ts';
import { toV7Error } from './error-answer.ts';
import { readJsonBody } from './read-json-body.ts';
import type { V7Service } from './v7-service.ts';

/** An image of 48 MB in base64. Larger ones are sent by their address. */
const largestInferBodyBytes = 64 * 2 ** 20;

/** What V7's clients call, under `/compat/v7` in place of V7's own address. */
export function createV7Routes(v7: V7Service): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.register(
        (scope, _options, done) => {
          speakV7(scope);
          scope.get('/api/users/token_info', { config: { access: 'any key' } }, (request) =>
            v7.describeToken(principalOf(request)),
          );
          scope.post(
            '/ai/trained_models',
            { config: { access: 'models:write' } },
            async (request, reply) => {
              const model = await v7.registerModel(
                principalOf(request),
                readJsonBody(textOf(request)),
              );
              return reply.status(201).send(model);
            },
          );
          scope.post(
            '/ai/models/:id/infer',
            { config: { access: 'models:use' }, bodyLimit: largestInferBodyBytes },
            (request, reply) => {
              const { id } = parseInput(idInput.strip(), request); // V7 may know a query
              const body = textOf(request);
              return v7.infer(principalOf(request), id, body, signalOf(reply));
            },
          );
          // A route, not a handler for what is not found: the files of the web page have a route for everything else.
          scope.all('/*', { config: { access: 'any key' } }, (request, reply) =>
            sendV7Error(routeNotFound(request.method, request.url), request, reply),
          );
          done();
        },
        { prefix: '/compat/v7' },
      );
    },
    paths: {}, // V7's page describes them, and docs/how-to/register-from-v7.md
  };
}

/** Errors in V7's form; bodies as text, to say what is wrong with them. */
function speakV7(scope: FastifyInstance): void {
  scope.setErrorHandler(sendV7Error);
  scope.removeAllContentTypeParsers();
  // Whatever the client calls it: curl --data without a header names a form.
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes: Buffer, done) => {
    if (isUtf8(bytes)) return done(null, bytes.toString());
    done(invalid('The body is not UTF-8; send it encoded as UTF-8.'));
  });
}

function textOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : '';
}

function sendV7Error(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const answer = answerError(error, request.id, request.log);
  const { status, body } = toV7Error(answer);
  return tellWhenAgain(reply, answer.body).status(status).send(body);
}

function invalid(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message });
}
