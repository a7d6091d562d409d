import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTcpProxy } from './tcp-proxy.ts';
import { callOnce, createTestCaller, failOnce } from './test-caller.ts';
import { startHttpServer, startRawServer, type TestServer } from './test-server.ts';

async function startProxy(server: Pick<TestServer, 'url'>) {
  const proxy = await startTcpProxy(server.url);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A server that says every byte again. */
const startEcho = () => startRawServer((socket) => socket.pipe(socket));

/** Connects, and is closed with the test. */
async function connect({ host }: { host: string }): Promise<net.Socket> {
  const [, port] = host.split(':');
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Says something, and how long the whole echo took, in milliseconds. */
async function echo(socket: net.Socket, bytes: Buffer): Promise<number> {
  const start = performance.now();
  let received = 0;
  socket.write(bytes);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += chunk.length;
    if (received >= bytes.length) break;
  }
  expect(received).toBe(bytes.length);
  return performance.now() - start;
}

/** A server that says every byte again, where PostgreSQL has its socket in a folder. */
async function startEchoInFolder(): Promise<{ url: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-proxy-'));
  const server = net.createServer((socket) => socket.on('error', () => {}).pipe(socket));
  server.listen(join(folder, '.s.PGSQL.5432'));
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  return { url: `postgres://localhost:5432/test?host=${encodeURIComponent(folder)}` };
}

const answering = () => startHttpServer((_, response) => response.end('{}'));

describe('through a proxy', () => {
  test('in fair weather bytes pass unchanged, in both directions, and ends are told', async () => {
    const server = await startRawServer((socket) => socket.pipe(socket));
    const socket = await connect(await startProxy(server));
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));
    socket.end(bytes);
    expect(Buffer.compare(await buffer(socket), bytes)).toBe(0);
  });

  test('to a socket in a folder bytes pass too, and it can be reset', async () => {
    const proxy = await startProxy(await startEchoInFolder());
    expect(proxy.url).toBe(`postgres://${proxy.host}/test`);
    const socket = await connect(proxy);
    await echo(socket, Buffer.alloc(100_000));
    proxy.resetAll();
    await new Promise((resolve) => socket.once('close', resolve));
  });

  test('bytes are late by the latency of both directions, and many of them not later', async () => {
    const proxy = await startProxy(await startEcho());
    const socket = await connect(proxy);
    await proxy.set({ latencyMs: 60 });
    const took = await echo(socket, Buffer.alloc(300_000));
    expect(took).toBeGreaterThan(118);
    expect(took).toBeLessThan(400);
    await proxy.set({ latencyMs: 0 });
    expect(await echo(socket, Buffer.alloc(100))).toBeLessThan(60);
  });

  test('a narrow line carries so many bytes in a second', async () => {
    const proxy = await startProxy(await startEcho());
    const socket = await connect(proxy);
    await proxy.set({ bytesPerSecond: 1_000_000 });
    expect(await echo(socket, Buffer.alloc(200_000))).toBeGreaterThan(195);
  });

  test('nothing arrives while bytes are swallowed, and everything afterwards', async () => {
    const proxy = await startProxy(await answering());
    await proxy.set({ state: 'swallowing' });
    expect((await failOnce(proxy.url, { timeoutMs: 100 })).code).toBe('MODEL_TIMEOUT');
    const call = callOnce(proxy.url);
    await expect.poll(() => proxy.count().open).toBeGreaterThan(0);
    await proxy.set({ state: 'open' });
    expect((await call).outcome.ok).toBe(true);
  });

  test('a line that refuses is refused, and on the same port again when it is open', async () => {
    const proxy = await startProxy(await answering());
    await proxy.set({ state: 'refusing' });
    expect((await failOnce(proxy.url)).code).toBe('MODEL_UNREACHABLE');
    await proxy.set({ state: 'open' });
    expect((await callOnce(proxy.url)).outcome.ok).toBe(true);
  });

  test('a connection that is made while the line resets is reset (fault N7)', async () => {
    const proxy = await startProxy(await answering());
    await proxy.set({ state: 'resetting' });
    expect((await failOnce(proxy.url)).code).toBe('MODEL_CONNECTION_LOST');
  });

  test('all that is open can be reset at once, in the middle of a call (fault N7)', async () => {
    const proxy = await startProxy(await startHttpServer(() => proxy.resetAll()));
    expect((await failOnce(proxy.url)).code).toBe('MODEL_CONNECTION_LOST');
    expect(proxy.count()).toEqual({ open: 0, made: 1 });
  });

  test('an answer can be cut after any byte: it is never taken for a whole one (fault N10)', async () => {
    const body = JSON.stringify({ results: ['a', 'b', 'c'] });
    const server = await startHttpServer((_, response) => response.end(body));
    const proxy = await startProxy(server);
    for (let cutAfterBytes = 0; cutAfterBytes < 170; cutAfterBytes += 7) {
      await proxy.set({ cutAfterBytes });
      const { outcome } = await callOnce(proxy.url, { caller: createTestCaller() });
      if (outcome.ok) expect(outcome.response.body).toBe(body);
      else expect(outcome.problem.code).toBe('MODEL_CONNECTION_LOST');
    }
  });

  test('a target that vanished leaves a connection on which nobody answers (fault N8)', async () => {
    const proxy = await startProxy(await answering());
    const caller = createTestCaller();
    for (let calls = 0; calls < 5; calls += 1) await callOnce(proxy.url, { caller });
    const dead = proxy.count().made;
    proxy.abandonAll();
    // Each connection that is dead costs one call, and is given up then.
    const codes: string[] = [];
    for (let calls = 0; calls <= dead; calls += 1) {
      const { outcome } = await callOnce(proxy.url, { caller, timeoutMs: 100 });
      codes.push(outcome.ok ? 'succeeded' : outcome.problem.code);
    }
    expect(codes).toContain('MODEL_TIMEOUT');
    expect(codes.at(-1)).toBe('succeeded');
  });
});
