import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { type AnyRouter, implement, ORPCError } from '@orpc/server';
import { contract } from '@patchbay/core/api/contract.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { requirePermission } from '../access/require-permission.ts';
import { principalOf } from './authenticate.ts';
import { answerError, type ErrorAnswer, routeNotFound } from './error-handler.ts';

/** What every handler of our API is given beside its input. */
export interface OwnApiContext {
  readonly principal: Principal;
  readonly requestId: string;
}

export type OwnApi = ReturnType<typeof createOwnApi>;

/**
 * The contract of core, ready to be implemented by the features. Whichever route is called, the
 * permission that the contract names for it is checked first.
 */
export function createOwnApi() {
  return implement(contract)
    .$context<OwnApiContext>()
    .use(({ context, procedure, next }) => {
      requirePermission(context.principal, procedure['~orpc'].meta.permission);
      return next();
    });
}

/** Forms are read by the routes of uploads alone, as a stream; here they would be read into memory. */
function wantsJson(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: 'Send the body as JSON (Content-Type: application/json), not as a form.',
  });
}

/** Serves an implementation of the contract under `/api/v1`. */
export function mountOwnApi(app: FastifyInstance, router: AnyRouter): void {
  const handler = new OpenAPIHandler<OwnApiContext & { answer(error: unknown): ErrorAnswer }>(
    router,
    {
      interceptors: [
        async ({ context, next }) => {
          try {
            return await next();
          } catch (error) {
            const { status, body } = context.answer(error);
            throw new ORPCError(body.code, { status, message: body.message, data: body });
          }
        },
      ],
      customErrorResponseBodyEncoder: (error) => error.data,
    },
  );
  app.all('/api/v1/*', { config: { access: 'contract' } }, async (request, reply) => {
    if (request.isMultipart()) throw wantsJson();
    const { matched } = await handler.handle(request, reply, {
      prefix: '/api/v1',
      context: {
        principal: principalOf(request),
        requestId: request.id,
        answer: (error) => answerError(error, request.id, request.log),
      },
    });
    if (!matched) throw routeNotFound(request.method, request.url);
  });
}
