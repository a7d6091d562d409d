import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { explainClientError } from './explain-client-error.ts';
import type { Log } from './log.ts';

/** Where and how long to listen. */
export interface HttpServerOptions {
  readonly port: number;
  readonly host: string;
  /** How long closing waits for requests in flight, in milliseconds. */
  readonly drainTimeoutMs: number;
  readonly log: Log;
}

/** A server that is up. */
export interface HttpServer {
  /** Base address, without a slash at its end. */
  readonly url: string;
  /** Takes no new requests, lets those in flight finish, and resolves when all is closed. */
  close(): Promise<void>;
}

/**
 * Starts listening.
 * @throws Error where the port is taken.
 */
export async function startHttpServer(
  listener: RequestListener,
  options: HttpServerOptions,
): Promise<HttpServer> {
  const server = createServer(listener);
  const unanswered = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    unanswered.add(response);
    response.on('close', () => unanswered.delete(response));
  });
  server.on('clientError', (error, socket) => answerClientError(error, socket, options.log));
  const url = await listen(server, options.port, options.host);
  return { url, close: () => close(server, unanswered, options.drainTimeoutMs) };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

function answerClientError(error: Error & { code?: string }, socket: Duplex, log: Log): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message } = explainClientError(error);
  log(`A request was refused: ${message}`);
  const body = JSON.stringify({ error: { code: 'INPUT_INVALID', message } });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

async function close(
  server: Server,
  unanswered: ReadonlySet<ServerResponse>,
  drainTimeoutMs: number,
): Promise<void> {
  // A connection that is kept alive would hold the server open after its last answer.
  for (const response of unanswered) {
    if (!response.headersSent) response.setHeader('connection', 'close');
  }
  const deadline = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(deadline);
}
