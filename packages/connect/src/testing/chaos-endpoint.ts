import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type AddressFault, openAddressFaults } from './chaos/address-faults.ts';
import type { ChaosCall } from './chaos/chaos-call.ts';
import { createDoses } from './chaos/doses.ts';
import { answerRightly, type Fault } from './chaos/fault.ts';
import { findFault } from './chaos/faults.ts';
import { createLedger, type Ledger } from './chaos/ledger.ts';
import { pickMixedFault } from './chaos/mixed-fault.ts';
import { listen } from './loopback-port.ts';

/**
 * A model that goes wrong in every way that the table of faults knows, each under an address of its own:
 * `/N14/endless`, or `/N14` for the first of a row. What the query may say of all of them stands at
 * `chaos/doses.ts`; beside that `latencyMs=50` lets every answer wait, and `boxes=8` makes it longer.
 *
 * Other addresses: `/right` answers rightly; `/mixed` by lot (`chaos/mixed-fault.ts`); `/switched` does what
 * `switchTo`, or `POST /switch?to=N23/503`, said last. GET answers with the classes; `GET /ledger` with all
 * calls, a line of JSON each. What stands behind such a path (`/infer`) is left to the protocol.
 */
export interface ChaosEndpoint {
  /** Without a slash at its end. */
  readonly url: string;
  /** `host:port`, to be allowed. */
  readonly host: string;
  readonly ledger: Ledger;
  /** Faults of connections that cannot be made; they have addresses of their own. */
  readonly addressFaults: readonly AddressFault[];
  /** The address of `N14/endless` or another path, with a query. */
  urlOf(path: string, query?: { readonly [name: string]: string | number }): string;
  /** What `/switched` does from now on: a fault, or null for the right answer. */
  switchTo(path: string | null): void;
  close(): Promise<void>;
}

export async function startChaosEndpoint({ port = 0 } = {}): Promise<ChaosEndpoint> {
  const ledger = createLedger();
  const respond = createResponder(ledger);
  const server = createServer((request, response) => {
    respond.take(request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(400).end(error.message);
    });
  });
  // A slow caller is for the caller's tests to end.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => socket.on('error', () => {}));
  server.on('clientError', (_, socket) => socket.destroy());
  const host = `127.0.0.1:${await listen(server, port)}`;
  const elsewhere = await openAddressFaults();
  const url = `http://${host}`;
  return {
    url,
    host,
    ledger,
    addressFaults: elsewhere.faults,
    urlOf(path, query = {}) {
      const words = Object.entries(query).map(([name, value]): [string, string] => [
        name,
        `${value}`,
      ]);
      return `${url}/${path}${words.length > 0 ? `?${new URLSearchParams(words)}` : ''}`;
    },
    switchTo: respond.switchTo,
    async close() {
      elsewhere.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function createResponder(ledger: Ledger) {
  const isSpoiled = createDoses();
  const attempts = new Map<string, number>();
  const connections = new WeakMap<Socket, number>();
  let switched: string | null = null;

  function countAttempt(address: string): number {
    const attempt = (attempts.get(address) ?? 0) + 1;
    attempts.set(address, attempt);
    return attempt;
  }

  function pick(path: string, call: ChaosCall): Fault | null {
    const [first = ''] = path.split('/');
    if (first === 'mixed') return pickMixedFault(call);
    const wanted = first === 'switched' ? switched : path;
    if (first === 'right' || wanted === null) return null;
    const fault = findFault(wanted);
    return isSpoiled(fault, call) ? fault : null;
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://chaos');
    const path = pathname.slice(1);
    if (path === 'switch') {
      switchTo(searchParams.get('to'));
      return void response.end();
    }
    if (request.method === 'GET') return answerGet(path, response, ledger);
    const call = await readCall(request, response, searchParams);
    const fault = pick(path, call);
    const did = fault ? `${fault.row}/${fault.name}` : 'right';
    ledger.append({ key: call.key, path: pathname, did, atMs: Date.now(), attempt: call.attempt });
    const latencyMs = Number(searchParams.get('latencyMs') ?? 0);
    if (latencyMs > 0) await wait(latencyMs, undefined, { ref: false });
    await (fault?.answer ?? answerRightly)(call);
  }

  async function readCall(
    request: IncomingMessage,
    response: ServerResponse,
    parameters: URLSearchParams,
  ): Promise<ChaosCall> {
    const { socket } = request;
    const body = await text(request);
    const named = request.headers['idempotency-key'];
    const key = typeof named === 'string' ? named : hash(body);
    const onConnection = (connections.get(socket) ?? 0) + 1;
    connections.set(socket, onConnection);
    const attempt = countAttempt(`${request.url} ${key}`);
    return { request, response, socket, body, parameters, key, attempt, onConnection };
  }

  function switchTo(path: string | null): void {
    if (path !== null) findFault(path);
    switched = path;
  }

  return { take, switchTo };
}

function answerGet(path: string, response: ServerResponse, ledger: Ledger): void {
  const lines = () => ledger.entries().map((entry) => `${JSON.stringify(entry)}\n`);
  if (path === 'ledger') response.end(lines().join(''));
  else response.setHeader('content-type', 'application/json').end(classes);
}

const classes = JSON.stringify([{ name: 'cat', type: 'bounding_box' }]);

function hash(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
