import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { CallerCheck } from './caller-check.ts';
import { type Log, toLine } from './log.ts';
import { readBody } from './read-body.ts';
import { normalisePath, type Route } from './route.ts';

/** What every request of a server has in common. */
export interface ListenerOptions {
  readonly routes: readonly Route[];
  readonly checkCaller: CallerCheck;
  /** The value of `WWW-Authenticate` beside a 401. */
  readonly challenge: string | null;
  /** The address by which others reach the server; null where it is what they say it is. */
  readonly publicUrl: string | null;
  readonly maximumRequestBytes: number;
  readonly log: Log;
}

/** Of a longer path no more is repeated, in the log or to the caller. In characters. */
const maximumShownPath = 200;

/** Answers requests over HTTP: finds the route, checks the caller, reads the body, and writes the answer. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    const hangUp = new AbortController();
    response.on('close', () => hangUp.abort());
    void answer(request, options, hangUp.signal)
      .catch((error: unknown) => {
        // A caller that hung up while it sent is no failure of the server.
        if (!hangUp.signal.aborted) options.log(`A request failed: ${error}`);
        return encodeError(500, 'INTERNAL', 'The server failed; its log says why.');
      })
      .then((answered) => write(response, answered));
  };
}

async function answer(
  request: IncomingMessage,
  options: ListenerOptions,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const path = readPath(request.url ?? '/');
  const sameRoutes = options.routes.filter((route) => route.path === path);
  const route = sameRoutes.find(({ method }) => method === request.method);
  if (!route)
    return tell(refuseRoute(describeAsked(request.method, path), sameRoutes, options.routes));
  const refusal = route.isOpen ? null : options.checkCaller(request.headers);
  if (refusal !== null) {
    const { challenge } = options;
    const refused = refuse(route, { code: 'AUTH_REQUIRED', message: refusal });
    return tell(challenge === null ? refused : withHeader(refused, 'www-authenticate', challenge));
  }
  const body = await readBody(request, options.maximumRequestBytes);
  if (!body.ok) return tell(refuse(route, body.problem));
  const baseUrl = options.publicUrl ?? readBaseUrl(request);
  return route.answer(body.value, { signal, baseUrl });

  /** Who runs the server reads the same words as who called it. */
  function tell({ message, response }: Refusal): HttpResponse {
    const from = request.socket.remoteAddress ?? 'somebody who has hung up';
    const asked = describeAsked(request.method, path);
    options.log(
      `A request was refused with ${response.status}, ${asked} from ${from}: ${toLine(message)}`,
    );
    return response;
  }
}

/** An answer that refuses a request, and why, for the log. */
interface Refusal {
  readonly message: string;
  readonly response: HttpResponse;
}

/** A refusal in the words of the protocol whose route was called, with the status of its code. */
function refuse(route: Route, problem: Problem): Refusal {
  const { status } = errorCodes[problem.code];
  const { headers, body } =
    route.encodeFailure?.(problem) ?? encodeError(status, problem.code, problem.message);
  return { message: problem.message, response: { status, headers, body } };
}

function withHeader({ message, response }: Refusal, name: string, value: string): Refusal {
  return { message, response: { ...response, headers: { ...response.headers, [name]: value } } };
}

/** The address that the caller has used, as far as the request tells; loopback where it does not. */
function readBaseUrl({ headers, socket }: IncomingMessage): string {
  const address = `http://${headers.host}`;
  const isAddress = headers.host !== undefined && URL.canParse(address);
  return isAddress ? new URL(address).origin : `http://127.0.0.1:${socket.localPort}`;
}

/** The path of a request target: of a whole URL, as proxies are sent it, or without its query. */
function readPath(target: string): string {
  // What begins with two slashes is a path here, and would be a host to a URL.
  const isWhole = !target.startsWith('/') && URL.canParse(target);
  return normalisePath(isWhole ? new URL(target).pathname : target.replace(/[?#].*/s, ''));
}

function describeAsked(method: string | undefined, path: string): string {
  return `${method} ${path.length > maximumShownPath ? `${path.slice(0, maximumShownPath)}…` : path}`;
}

function refuseRoute(
  asked: string,
  sameRoutes: readonly Route[],
  routes: readonly Route[],
): Refusal {
  const offered = routes.map((route) => `${route.method} ${route.path}`).join(', ');
  const message = `There is no ${asked}. This server answers ${offered}.`;
  if (sameRoutes.length === 0) {
    return { message, response: encodeError(404, 'INPUT_NOT_FOUND', message) };
  }
  const allow = sameRoutes.map((route) => route.method).join(', ');
  return { message, response: encodeError(405, 'INPUT_NOT_FOUND', message, { allow }) };
}

/** An answer that no protocol has words for, since none was reached. */
function encodeError(
  status: number,
  code: string,
  message: string,
  headers: { readonly [name: string]: string } = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body);
}
