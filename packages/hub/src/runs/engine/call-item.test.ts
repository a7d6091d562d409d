import {
  type ChaosEndpoint,
  startChaosEndpoint,
} from '@patchbay/connect/testing/chaos-endpoint.ts';
import { startTcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FinishedItem } from './finished-item.ts';
import { type CalledRun, openCalledRun } from './testing/call-context.ts';

/** How one item is called until it is done, through the gates of a model, against an endpoint that goes wrong. */

let chaos: ChaosEndpoint;
beforeAll(async () => {
  chaos = await startChaosEndpoint();
});
afterAll(() => chaos.close());

/** What became of each attempt: the code of its problem, or `answered`. */
function story({ attempts, result }: FinishedItem): string[] {
  const codes = attempts.map(({ calls }) => calls.at(-1)?.problem?.code ?? 'answered');
  return result.ok ? codes : [...codes, `failed: ${result.problem.code}`];
}

/** Ids of so many items. */
function nameItems(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

/** Leaves the caller with connections that are kept, the first four of them used. */
async function keepConnections(run: CalledRun, url: string): Promise<void> {
  run.aim(url);
  const sendFour = () => Promise.all(nameItems('before', 4).map((id) => run.send(id)));
  // While those of the first round are being made, one more may be made than is needed.
  await sendFour();
  await sendFour();
}

/** Has items wait for nearly all of the time that they may, and says when the first of them begins to. */
function watchWaits(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const random = vi.spyOn(Math, 'random').mockImplementation(() => {
    resolve();
    return 0.9;
  });
  onTestFinished(() => random.mockRestore());
  return promise;
}

/**
 * Sends an item on the first of the connections that were kept; once it has failed, the one in its place
 * is always taken, so that only those which were kept are free when it is tried again. Its story.
 */
async function sendOnKept(run: CalledRun, url: string, meanwhile: string): Promise<string[]> {
  const failed = watchWaits();
  run.aim(url);
  const sent = run.send('on-kept');
  run.aim(meanwhile);
  await failed;
  const state = { isDone: false };
  const done = sent.finally(() => {
    state.isDone = true;
  });
  for (let index = 0; !state.isDone; index += 1) await run.send(`meanwhile-${index}`);
  return story(await done);
}

describe('a connection that was kept', () => {
  const right = () => chaos.urlOf('right', { latencyMs: 50 });

  test('and on which nobody answers any more costs one attempt: the next takes none of those that are kept (fault N8)', async () => {
    const run = openCalledRun(chaos.url, { timeoutMs: 200, maximumAttempts: 2 });
    await keepConnections(run, right());
    const told = await sendOnKept(run, chaos.urlOf('N8/vanished'), right());
    expect(told).toEqual(['MODEL_TIMEOUT', 'answered']);
  });

  test('and whose other side is gone without a word is not used a second time (fault N8)', async () => {
    const proxy = await startTcpProxy(chaos.url);
    onTestFinished(() => proxy.close());
    const url = new URL('/right?latencyMs=50', proxy.url).href;
    const run = openCalledRun(url, { timeoutMs: 300, maximumAttempts: 2 });
    await keepConnections(run, url);
    proxy.abandonAll();
    expect(await sendOnKept(run, url, url)).toEqual(['MODEL_TIMEOUT', 'answered']);
  });

  test('and is closed as we send costs one attempt: the next takes none of those that are kept (fault N9)', async () => {
    const run = openCalledRun(chaos.url, { maximumAttempts: 2 });
    await keepConnections(run, right());
    const told = await sendOnKept(run, chaos.urlOf('N9/closed-as-we-send'), right());
    expect(told).toEqual(['MODEL_CONNECTION_LOST', 'answered']);
  });
});

test('items that are under way together have their own answers each (fault N12)', async () => {
  const run = openCalledRun(chaos.urlOf('N12/latest-first'));
  const ids = nameItems('n12', 20);
  const finished = await Promise.all(ids.map((id) => run.send(id)));
  const texts = finished.map(({ result }) => result.ok && result.annotations[0]);
  expect(texts).toMatchObject(ids.map((id) => ({ kind: 'free_text', text: `text of ${id}` })));
});

test('a mistake of ours while an item is called fails that item, and the next is called (fault E23)', async () => {
  const run = openCalledRun(chaos.urlOf('right'));
  const protocol = findProtocol('foundry');
  if (!protocol.ok) throw new Error(protocol.problem.message);
  const encode = vi.spyOn(protocol.value, 'encodeRequest').mockImplementationOnce(() => {
    throw new TypeError('x is not a function');
  });
  onTestFinished(() => encode.mockRestore());
  const { result } = await run.send('e23-1');
  expect(result).toMatchObject({
    ok: false,
    problem: { code: 'INTERNAL', message: expect.stringContaining('x is not a function') },
  });
  expect((await run.send('e23-2')).result.ok).toBe(true);
});

describe('an endpoint that is busy', () => {
  test('is waited for as it asks, more often than an item has attempts (fault N21)', async () => {
    const url = chaos.urlOf('N21/seconds', { first: 3, seconds: 0.1 });
    const run = openCalledRun(url, { maximumAttempts: 1 });
    const started = performance.now();
    const finished = await run.send('n21');
    expect(story(finished)).toEqual([...Array(3).fill('MODEL_OVERLOADED'), 'answered']);
    expect(performance.now() - started).toBeGreaterThan(300);
  });

  test('and does not say for how long is waited for all the same (fault N22)', async () => {
    const run = openCalledRun(chaos.urlOf('N22', { first: 2 }), { maximumAttempts: 1 });
    const busy = 'MODEL_OVERLOADED';
    expect(story(await run.send('n22'))).toEqual([busy, busy, 'answered']);
  });

  test('is given up after half an hour, of which its first call is a part (fault N21)', async () => {
    const run = openCalledRun(chaos.urlOf('N21/seconds', { first: 1, seconds: 0 }));
    const now = performance.now.bind(performance);
    const isCalled = () => chaos.ledger.callsFor('n21-long').length > 0;
    const clock = vi.spyOn(performance, 'now');
    clock.mockImplementation(() => now() + (isCalled() ? 30 * 60_000 : 0));
    onTestFinished(() => clock.mockRestore());
    const busy = 'MODEL_OVERLOADED';
    expect(story(await run.send('n21-long'))).toEqual([busy, `failed: ${busy}`]);
  });
});

describe('an endpoint that fails every other call', () => {
  test('costs at most half as many calls more, and says so of what is not tried again (fault N24)', async () => {
    const run = openCalledRun(chaos.urlOf('N24/flapping', { seed: 3 }), { maximumAttempts: 4 });
    const ids = nameItems('n24', 200);
    const finished = await Promise.all(ids.map((id) => run.send(id)));
    const calls = ids.reduce((sum, id) => sum + chaos.ledger.callsFor(id).length, 0);
    expect(calls).toBeGreaterThan(260);
    // The reserve of a run is the same whatever its size.
    expect(calls).toBeLessThanOrEqual(1.5 * ids.length + 20);
    const refused = finished.find(({ result, attempts }) => !result.ok && attempts.length < 4);
    expect(refused?.result).toMatchObject({
      problem: {
        code: 'MODEL_SERVER_ERROR',
        message: expect.stringContaining('It was not tried again'),
      },
    });
  });

  test('costs a small run nothing: what it may try again from the start is enough (fault N24)', async () => {
    const run = openCalledRun(chaos.urlOf('N23/500', { first: 2 }), { maximumAttempts: 4 });
    const finished = await Promise.all(nameItems('small', 8).map((id) => run.send(id)));
    for (const item of finished) expect(item.result.ok).toBe(true);
  });
});
