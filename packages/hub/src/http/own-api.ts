import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { type AnyRouter, implement, ORPCError } from '@orpc/server';
import { contract } from '@patchbay/core/api/contract.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { requirePermission } from '../access/require-permission.ts';
import { principalOf } from './authenticate.ts';
import { answerError, type ErrorAnswer, routeNotFound, tellWhenAgain } from './error-handler.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
import { WrittenJson } from './written-json.ts';

/** What every handler of our API is given beside its input. */
export interface OwnApiContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Called before the answer is a stream of events. @throws PatchbayError INPUT_TOO_OFTEN */
  readonly openStream: () => void;
}

export type OwnApi = ReturnType<typeof createOwnApi>;

/**
 * The contract of core, ready to be implemented by the features. Whichever route is called, the
 * permission that the contract names for it is checked first.
 */
export function createOwnApi(config: { initialOutputValidationIndex?: number } = {}) {
  return implement(contract, config)
    .$context<OwnApiContext>()
    .use(({ context, procedure, next }) => {
      requirePermission(context.principal, procedure['~orpc'].meta.permission);
      return next();
    });
}

/**
 * The same for features that write their answers themselves (`answerWritten`): what they answer is not checked.
 */
export function createWritingApi(): OwnApi {
  return createOwnApi({ initialOutputValidationIndex: Number.NaN });
}

/** Forms are read by the routes of uploads alone, as a stream; here they would be read into memory. */
function wantsJson(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_BODY_UNSUPPORTED',
    message: 'Send the body as JSON (Content-Type: application/json), not as a form.',
  });
}

/** Conversations with their pictures are larger than any other request, in bytes. */
const largestSandboxBytes = 12 * 2 ** 20;

/** What a handler is given beside its context. */
interface HandlerContext extends OwnApiContext {
  readonly answer: (error: unknown) => ErrorAnswer;
  /** Where an answer that was written by its feature is kept: it is sent past the handler. */
  readonly written: { answer: WrittenJson | null };
}

/** Serves an implementation of the contract under `/api/v1`. */
export function mountOwnApi(
  app: FastifyInstance,
  router: AnyRouter,
  streams: EventStreams = createEventStreams(),
): void {
  const handler = new OpenAPIHandler<HandlerContext>(router, {
    rootInterceptors: [
      async ({ context, next }) => {
        const result = await next();
        if (!(result.matched && result.response.body instanceof WrittenJson)) return result;
        context.written.answer = result.response.body;
        return { matched: false, response: undefined };
      },
    ],
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
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.isMultipart()) throw wantsJson();
    const written: HandlerContext['written'] = { answer: null };
    const { matched } = await handler.handle(request, reply, {
      prefix: '/api/v1',
      context: {
        principal: principalOf(request),
        requestId: request.id,
        openStream: () => streams.open(request, reply),
        answer(error) {
          const answer = answerError(error, request.id, request.log);
          tellWhenAgain(reply, answer.body);
          return answer;
        },
        written,
      },
    });
    if (written.answer) return reply.type('application/json').send(written.answer.text);
    if (!matched) throw routeNotFound(request.method, request.url);
  };
  const config = { access: 'contract' } as const;
  app.all('/api/v1/*', { config }, answer);
  app.route({
    method: ['POST', 'PATCH'],
    url: '/api/v1/sandbox/*',
    bodyLimit: largestSandboxBytes,
    config,
    handler: answer,
  });
}
