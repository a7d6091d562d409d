import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpRequest, HttpResponse } from '@patchbay/protocols/http-message.ts';
import { makeExcerpt } from './excerpt.ts';

/** What is needed to say in words why a status is a failure. */
export interface StatusContext {
  readonly request: HttpRequest;
  readonly requestBytes: number;
  readonly hasCredentials: boolean;
  /** Finds the words of the endpoint in its answer, where its contract has a place for them. */
  readonly readErrorMessage?: (response: HttpResponse) => string | null;
}

/** Statuses by which a server says that it took the request and answers it in the body. */
const answered = new Set([200, 201, 202, 203]);
const busy = new Set([408, 409, 425, 429, 503]);
const redirects = new Set([300, 301, 302, 303, 307, 308]);

/** Whether a server says by this status that it answers in the body. */
export function isAnswerStatus(status: number): boolean {
  return answered.has(status);
}

/** The problem that the status of an answer stands for; null where the body is the answer. */
export function findStatusProblem(response: HttpResponse, context: StatusContext): Problem | null {
  const { status, headers } = response;
  if (isAnswerStatus(status)) return null;
  const { method, url } = context.request;
  const location = headers.location;
  if (redirects.has(status) && location !== undefined) {
    return redirectProblem(status, location, context.request);
  }
  const words = context.readErrorMessage?.(response);
  const said = makeExcerpt(words ?? response.body);
  const title = STATUS_CODES[status] ? ` ${STATUS_CODES[status]}` : '';
  const advice = adviseOn(status, context);
  return {
    code: codeOf(status),
    message: `${method} ${url} was answered with ${status}${title}${said ? `: ${said}` : ' and no words'}${advice}`,
    details: { status, url },
  };
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'MODEL_UNAUTHORIZED';
  if (status === 404 || status === 405) return 'MODEL_NOT_FOUND';
  if (busy.has(status)) return 'MODEL_OVERLOADED';
  if (status >= 500 && status < 600) return 'MODEL_SERVER_ERROR';
  if (status >= 400 && status < 500) return 'MODEL_REQUEST_REJECTED';
  return 'MODEL_RESPONSE_INVALID';
}

function adviseOn(status: number, { requestBytes, hasCredentials }: StatusContext): string {
  if (status === 401 && !hasCredentials) return ' (no credentials were sent; enter them)';
  if (status === 413) return ` (the request had ${requestBytes} bytes)`;
  if (status < 400) return ' (an answer with status 200 and a body was wanted)';
  return '';
}

function redirectProblem(status: number, location: string, request: HttpRequest): Problem {
  const target = URL.canParse(location, request.url)
    ? new URL(location, request.url).href
    : location;
  const shown = makeExcerpt(target);
  return {
    code: 'MODEL_REDIRECTED',
    message: `${request.method} ${request.url} redirects (${status}) to ${shown}. Redirects are not followed; if that is the right address, use it instead.`,
    details: { status, url: request.url, location: shown },
  };
}
