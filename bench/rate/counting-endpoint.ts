import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeAnswer, writeClasses } from '../endpoint/answer.ts';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';

/** A model server in the process of the benchmark, which has little else to do, that remembers when it was asked. */
export interface CountingEndpoint extends BenchEndpoint {
  /** When each prediction was asked for, in milliseconds of `performance.now()`, oldest first. */
  readonly moments: readonly number[];
  /** When each prediction was answered with 200. */
  readonly answered: readonly number[];
  /** From now on everything is answered with 503, or as it should be. */
  set(state: 'up' | 'down'): void;
}

export async function startCountingEndpoint(): Promise<CountingEndpoint> {
  const moments: number[] = [];
  const answered: number[] = [];
  let isDown = false;
  const body = writeAnswer();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    request.resume();
    if (request.method === 'GET') return void response.end(writeClasses());
    moments.push(performance.now());
    if (isDown) return void response.writeHead(503).end('{}');
    answered.push(performance.now());
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    moments,
    answered,
    host,
    url: () => `http://${host}`,
    count: () => Promise.resolve(moments.length),
    set(state) {
      isDown = state === 'down';
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
