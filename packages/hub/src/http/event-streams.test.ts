import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import multipart from '@fastify/multipart';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Principal } from '../access/principal.ts';
import { type SignedIn, signInAs } from '../access/testing/people.ts';
import { createLogger } from '../logger.ts';
import { answerEcho, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createEventStreams } from './event-streams.ts';
import { createOwnApi, mountOwnApi } from './own-api.ts';
import { createServer } from './server.ts';

let hub: TestHub;
let port: number;
let runId: string;
let endModel: () => Promise<void>;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  await hub.app.listen({ host: '127.0.0.1', port: 0 });
  port = hub.app.addresses()[0]?.port ?? 0;
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const model = await startScriptedModel(async (call, response) => {
    await isOver;
    answerEcho(response, call.text);
  });
  runId = await startRun(hub, await registerEcho(hub, model), await importTexts(hub, ['a']));
  endModel = async () => {
    end();
    await model.close();
  };
});
afterAll(async () => {
  await endModel();
  hub.app.server.closeAllConnections();
  await hub.end();
});

const ofKey = (key: string) => ({ host: 'localhost', authorization: `Bearer ${key}` });

/** Somebody who watches a run over a socket of their own. */
interface Watcher {
  readonly socket: Socket;
  readonly status: number;
  /** What has come so far. */
  text(): string;
}

async function watch(
  target = port,
  headers: { readonly [name: string]: string } = ofKey(hub.apiKey),
): Promise<Watcher> {
  let text = '';
  const socket = connect(target, '127.0.0.1', () => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /api/v1/runs/${runId}/events HTTP/1.1\r\n${lines.join('')}\r\n`);
  });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    text += String(bytes);
  });
  await once(socket, 'data');
  return { socket, status: Number(text.slice(9, 12)), text: () => text };
}

test('of a thousand tabs of one person two hundred are served, and the hub answers meanwhile (fault F11)', async () => {
  const heldBefore = process.memoryUsage().rss;
  const watchers = await Promise.all(Array.from({ length: 1000 }, () => watch()));
  const served = watchers.filter(({ status }) => status === 200);
  const refused = watchers.filter(({ status }) => status === 429);
  expect([served.length, refused.length]).toEqual([200, 800]);
  expect(refused[0]?.text()).toMatch(/retry-after: 15[\s\S]*INPUT_TOO_OFTEN/);
  await expect.poll(() => served.every(({ text }) => text().includes('"state":"'))).toBe(true);
  expect((await hub.ask('GET', '/api/v1/runs')).status).toBe(200);
  expect(process.memoryUsage().rss - heldBefore).toBeLessThan(256e6);
  for (const { socket } of watchers) socket.destroy();
  await expect.poll(async () => (await watch()).status).toBe(200);
});

/** What lets somebody listen, and what ends it. */
const ends: {
  readonly [what: string]: () => Promise<{ headers: SignedIn['headers']; end(): Promise<unknown> }>;
} = {
  'the key is revoked': async () => {
    const wanted = { name: 'a watcher', scopes: ['runs:read'] };
    const { body } = await hub.ask<{ key: string; apiKey: { id: string } }>(
      'POST',
      '/api/v1/api-keys',
      wanted,
    );
    return {
      headers: ofKey(body.key),
      end: () => send('DELETE', `/api/v1/api-keys/${body.apiKey.id}`, ofKey(hub.apiKey)),
    };
  },
  'the person signs out': async () => {
    const { headers } = await signInAs(hub.database, 'viewer');
    return { headers, end: () => send('DELETE', '/api/v1/session', headers) };
  },
  'the person is taken out of the organisation': async () => {
    const { headers, userId } = await signInAs(hub.database, 'viewer');
    const statement = 'delete from member where user_id = $1';
    return { headers, end: () => hub.database.pool.query(statement, [userId]) };
  },
};

async function send(method: 'DELETE', url: string, headers: SignedIn['headers']): Promise<void> {
  const answer = await hub.app.inject({ method, url, headers });
  expect(answer.statusCode).toBe(204);
}

test.for(Object.entries(ends))(
  'a stream ends within a minute after %s (fault F11)',
  async ([, prepare]) => {
    const { headers, end } = await prepare();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { socket, status } = await watch(port, headers);
    expect(status).toBe(200);
    let hasEnded = false;
    socket.on('close', () => {
      hasEnded = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await hub.ask('GET', '/api/v1/runs'); // what the looks asked the database has been answered
    expect(hasEnded).toBe(false);
    await end();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await expect.poll(() => hasEnded).toBe(true);
  },
);

/** A server whose runs have so many failures that a moment has 100 kB. It counts what was taken from it. */
async function startLargeFeed(stallMs: number) {
  let taken = 0;
  const failures = Array.from({ length: 2000 }, (_, index) => ({
    code: `A_CODE_WITH_A_LONG_NAME_${index}`,
    count: 1,
  }));
  const api = createOwnApi();
  const router = {
    runs: {
      watch: api.runs.watch.handler(async function* ({ context }) {
        context.openStream();
        for (;;) {
          taken += 1;
          await new Promise(setImmediate);
          yield { ...moment, failures, at: new Date(taken).toISOString() };
        }
      }),
    },
  };
  const principal: Principal = {
    organisationId: 'a',
    actor: 'key:a',
    name: 'a',
    address: null,
    permissions: new Set(['runs:read']),
  };
  const app = createServer(createLogger('silent'));
  await app.register(multipart);
  app.decorateRequest('principal', null);
  app.decorateRequest('authenticateAgain', async () => principal);
  app.addHook('onRequest', async (request) => {
    request.principal = principal;
  });
  mountOwnApi(app, router, createEventStreams({ mostPerActor: 2, checkMs: 60_000, stallMs }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    app.server.closeAllConnections();
    await app.close();
  });
  return { port: app.addresses()[0]?.port ?? 0, taken: () => taken };
}

const moment: RunProgress = {
  runId: '0199a000-0000-7000-8000-000000000000',
  state: 'running',
  reason: null,
  pause: null,
  counts: { total: 1, pending: 1, succeeded: 0, failed: 0, cancelled: 0, ignored: 0 },
  inFlight: 0,
  failures: [],
  latencyMs: null,
  itemsPerSecond: null,
  secondsLeft: null,
  at: '2026-01-01T00:00:00.000Z',
};

/** Waits until a number stays as it is for a while. */
async function settle(read: () => number): Promise<number> {
  const seen = [Number.NaN];
  await expect
    .poll(() => seen.push(read()) && seen.at(-1) === seen.at(-2), { interval: 300 })
    .toBe(true);
  return seen.at(-1) ?? 0;
}

test('for who never reads a few moments are kept, and who reads again goes on with what is new (fault F11)', async () => {
  const feed = await startLargeFeed(60_000);
  const { socket, text } = await watch(feed.port);
  socket.pause();
  const kept = await settle(feed.taken);
  expect(kept).toBeLessThan(150);
  const before = text().length;
  socket.resume();
  await expect.poll(() => feed.taken()).toBeGreaterThan(kept + 100);
  expect(text().length).toBeGreaterThan(before);
});

test('who never reads is cut off, and may come back (fault F11)', async () => {
  const feed = await startLargeFeed(500);
  const { socket } = await watch(feed.port);
  socket.pause();
  await settle(feed.taken);
  // A socket that is not read does not hear that it was closed: others are let in when its place is free.
  await watch(feed.port);
  await expect
    .poll(async () => {
      const { socket: another, status } = await watch(feed.port);
      another.destroy();
      return status;
    })
    .toBe(200);
});
