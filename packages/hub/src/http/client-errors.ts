import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance } from 'fastify';
import { v7 as createId } from 'uuid';
import { answerError, routeNotFound } from './error-handler.ts';

/** What Node says of bytes that it could not read as a request. */
interface ClientError extends Error {
  readonly code?: string;
  /** The finding of the parser, such as "Invalid header token". */
  readonly reason?: string;
}

/** The answer that was begun last on each connection. */
const answers = new WeakMap<Duplex, ServerResponse>();

/** Connections that end after the answers that are under way. */
const ending = new WeakSet<Duplex>();

/**
 * Hears of what Node would answer by itself, without our error bodies: `CONNECT`, and requests that
 * expect something. `100-continue` is met when their body is wanted (`request-bodies.ts`), other
 * expectations are passed over.
 */
export function registerClientErrors(app: FastifyInstance): void {
  const { server } = app;
  server.on('request', ({ socket }, response) => answers.set(socket, response));
  server.on('connect', (request, socket) => {
    refuse(app, socket, routeNotFound('CONNECT', request.url ?? ''));
  });
  server.on('dropRequest', (_request, socket) => endAfterAnswers(socket));
  for (const event of ['checkContinue', 'checkExpectation'] as const) {
    server.on(event, (request, response) => server.emit('request', request, response));
  }
}

/** Who sends more requests than a connection is for is not listened to when the others are answered. */
function endAfterAnswers(socket: Duplex): void {
  if (ending.has(socket)) return;
  ending.add(socket);
  answers.get(socket)?.once('finish', () => socket.destroy());
}

/**
 * Refuses bytes that are no request, or whose head does not come to its end. They may follow a request
 * that is being answered: its answer goes first. Where they stand in the middle of its body, they are
 * the answer to it, unless that has begun.
 */
export function answerClientError(app: FastifyInstance, error: ClientError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const answer = answers.get(socket);
  if (!answer || answer.writableFinished) refuse(app, socket, describe(error));
  else if (answer.req.complete) answer.once('finish', () => refuse(app, socket, describe(error)));
  else if (answer.headersSent) socket.destroy();
  else refuse(app, socket, describe(error));
}

function describe({ code, reason, message }: ClientError): PatchbayError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new PatchbayError({
        code: 'INPUT_HEADERS_TOO_LARGE',
        message: 'The address and the headers of the request have more than 16 KiB together.',
      });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new PatchbayError({
        code: 'INPUT_TOO_SLOW',
        message: 'The address and the headers of the request did not come in time.',
      });
    default:
      return new PatchbayError({
        code: 'INPUT_INVALID',
        message: `What was sent is no request of HTTP/1.1: ${reason ?? message}.`,
      });
  }
}

function refuse(app: FastifyInstance, socket: Duplex, error: PatchbayError): void {
  const { status, body } = answerError(error, createId(), app.log);
  const bytes = Buffer.from(JSON.stringify(body));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${bytes.length}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]), () =>
    socket.destroy(),
  );
}
