import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import net from 'node:net';
import { onTestFinished } from 'vitest';
import { listen } from './loopback-port.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** A server on a free loopback port that lives as long as the test that started it. */
export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** The sockets that were ever accepted, in order. */
  readonly sockets: readonly net.Socket[];
  /** Resolves when the next accepted socket, or one that was accepted, is closed. */
  untilSocketClosed(): Promise<void>;
}

/** A server that speaks HTTP as it should; what it says is the listener's choice. */
export function startHttpServer(listener: RequestListener): Promise<TestServer> {
  return start(createServer(listener));
}

/** As {@link startHttpServer}, over TLS with a certificate that nobody vouches for, or another of the same key. */
export async function startHttpsServer(
  listener: RequestListener,
  cert = selfSignedCertificate.cert,
): Promise<TestServer> {
  const server = await start(createTlsServer({ ...selfSignedCertificate, cert }, listener));
  return { ...server, url: server.url.replace('http:', 'https:') };
}

/** A server that hands out raw sockets, for saying what no HTTP server would say. */
export function startRawServer(onSocket: (socket: net.Socket) => void): Promise<TestServer> {
  return start(
    net.createServer((socket) => {
      onSocket(socket);
      socket.resume();
    }),
  );
}

/** A server that answers every request with these bytes and keeps the connection open. */
export function startCannedServer(answer: string | Uint8Array): Promise<TestServer> {
  return startRawServer((socket) => {
    socket.once('data', () => socket.write(answer));
  });
}

async function start(server: net.Server): Promise<TestServer> {
  const sockets: net.Socket[] = [];
  const closed = Promise.withResolvers<void>();
  server.on('connection', (socket: net.Socket) => {
    sockets.push(socket);
    socket.on('error', () => {}); // The other side is allowed to break off.
    socket.once('close', () => closed.resolve());
  });
  const port = await listen(server);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    sockets,
    untilSocketClosed: () => closed.promise,
  };
}
