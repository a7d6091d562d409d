import { STATUS_CODES } from 'node:http';
import { ORPCError, ValidationError } from '@orpc/server';
import type { ErrorBody } from '@patchbay/core/api/error-body.ts';
import { type ErrorCode, errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeIssues } from './describe-issues.ts';

/** What is answered to a request that failed. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

/**
 * The one place that makes error bodies, whoever threw: our own code, the validation of the API
 * contract, Fastify, or nobody that we know. What is not expected is logged with its stack and
 * answered as INTERNAL, without a word of what it said.
 */
export function answerError(
  error: unknown,
  requestId: string,
  log: Pick<FastifyBaseLogger, 'error'>,
): ErrorAnswer {
  const problem = toProblem(error);
  if (errorCodes[problem.code].status >= 500) log.error({ err: error }, problem.message);
  const { status, remedy } = errorCodes[problem.code];
  return { status, body: { ...problem, remedy, requestId } };
}

/** Makes Fastify answer with our error bodies, also where there is no such route. */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(sendError);
}

/** Answers a request with the body of its error. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, body } = answerError(request.brokenOff ?? error, request.id, request.log);
  return tellWhenAgain(reply, body).status(status).send(body);
}

/** Says in the header that clients know when they may ask again, where the problem says so. */
export function tellWhenAgain(reply: FastifyReply, { details }: ErrorBody): FastifyReply {
  const seconds = details?.retryAfterSeconds;
  return typeof seconds === 'number' ? reply.header('retry-after', String(seconds)) : reply;
}

/** What a request for an address that we do not have fails with. */
export function routeNotFound(method: string, url: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_NOT_FOUND',
    message: `There is no ${method} ${url.split('?')[0]}. The page /docs lists what there is.`,
  });
}

function toProblem(error: unknown): Problem {
  if (error instanceof PatchbayError && error.code !== 'INTERNAL') return error.toProblem();
  if (error instanceof ORPCError) return fromContract(error);
  if (isUnstorableText(error)) {
    return {
      code: 'INPUT_INVALID',
      message:
        'A text has a NUL character or half a surrogate pair, which cannot be kept. Remove it.',
    };
  }
  const status = readClientStatus(error);
  if (status !== null && error instanceof Error) {
    return { code: codeForStatus(status), message: `${error.message}.`.replace(/\.\.$/, '.') };
  }
  return {
    code: 'INTERNAL',
    message: 'Patchbay failed on this request. The log of the hub says why.',
  };
}

/** What oRPC itself throws. */
function fromContract(error: ORPCError<string, unknown>): Problem {
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    return describeIssues(error.cause.issues);
  }
  if (error.status < 500) return { code: codeForStatus(error.status), message: error.message };
  return toProblem(error.cause instanceof ORPCError ? null : error.cause);
}

/** What PostgreSQL says to characters that JSON can spell but no text has. */
function isUnstorableText(error: unknown): boolean {
  const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (
    failure instanceof Error &&
    'code' in failure &&
    (failure.code === '22021' || failure.code === '22P05')
  );
}

/** The 4xx status that an error of Fastify or one of its plugins carries; null for other errors. */
function readClientStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const status = error.statusCode;
  return typeof status === 'number' && status in STATUS_CODES && status >= 400 && status < 500
    ? status
    : null;
}

function codeForStatus(status: number): ErrorCode {
  if (status === 404) return 'INPUT_NOT_FOUND';
  if (status === 413) return 'INPUT_TOO_LARGE';
  if (status === 415) return 'INPUT_BODY_UNSUPPORTED';
  return 'INPUT_INVALID';
}
