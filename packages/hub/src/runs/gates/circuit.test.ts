import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { fail, succeed } from '@patchbay/core/error/outcome.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Circuit, createCircuit, type Outage } from './circuit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

async function tell(circuit: Circuit, ...told: Parameters<Circuit['hear']>): Promise<void> {
  await circuit.hear(...told);
}

/** A circuit that remembers its outages; where others are answered it stays closed. */
function createWatched(othersAreAnswered = false) {
  const outages: Outage[] = [];
  const circuit = createCircuit({
    async open(outage) {
      if (!othersAreAnswered) outages.push(outage);
      return !othersAreAnswered;
    },
  });
  /** Ends a call of an item; true where the item is left pending. */
  async function end(itemId: string, code?: ErrorCode, details = {}): Promise<boolean | string> {
    const outcome = code ? fail({ code, message: 'No.', details }) : succeed(null);
    const call = { outcome, retryAfterMs: null };
    const sent = { itemId, sentAt: performance.now() - 1, isAlone: false };
    return await tell(circuit, sent, call).then(
      () => false,
      (error: { code?: string }) => error.code ?? true,
    );
  }
  return { circuit, outages, end };
}

async function failOften(end: (itemId: string, code?: ErrorCode) => Promise<unknown>) {
  for (let call = 0; call < 8; call += 1) await end(`item ${call % 3}`, 'MODEL_UNREACHABLE');
}

test('failures of several items one after another, for two seconds, open it (fault N1)', async () => {
  const { circuit, outages, end } = createWatched();
  await failOften(end);
  expect(outages).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(await end('item 1', 'MODEL_UNREACHABLE')).toBe(true);
  expect(outages).toMatchObject([{ cause: 'endpoint', lastedMs: 2000 }]);
  expect(circuit.held.aborted).toBe(true);
});

test('while it is not sure nobody passes', async () => {
  const { circuit, end } = createWatched();
  await failOften(end);
  let hasPassed = false;
  void circuit.pass(never)?.then(() => {
    hasPassed = true;
  });
  await vi.advanceTimersByTimeAsync(1990);
  expect(hasPassed).toBe(false);
  await vi.advanceTimersByTimeAsync(20);
  expect(hasPassed).toBe(true);
});

test('one answer in between, whatever it says, keeps it closed', async () => {
  const { outages, end } = createWatched();
  for (const code of [undefined, 'MODEL_RESPONSE_NOT_JSON', 'MODEL_REQUEST_REJECTED'] as const) {
    await failOften(end);
    vi.advanceTimersByTime(3000);
    await end('item 9', code);
  }
  expect(outages).toEqual([]);
});

test('one item alone never opens it', async () => {
  const { outages, end } = createWatched();
  for (let call = 0; call < 50; call += 1) {
    vi.advanceTimersByTime(1000);
    await end('item', 'MODEL_TIMEOUT');
  }
  expect(outages).toEqual([]);
});

test('an endpoint that answers other workers is not down', async () => {
  const { circuit, end } = createWatched(true);
  await failOften(end);
  vi.advanceTimersByTime(2000);
  expect(await end('item 1', 'MODEL_UNREACHABLE')).toBe(false);
  expect(circuit.held.aborted).toBe(false);
});

test('a call that is asked for patience is an answer (fault N21)', async () => {
  const { outages, end } = createWatched();
  for (let call = 0; call < 50; call += 1) {
    vi.advanceTimersByTime(1000);
    await end(`item ${call}`, 'MODEL_OVERLOADED', { status: 429 });
  }
  expect(outages).toEqual([]);
});

test('three refusals of our credentials open it at once (fault N25)', async () => {
  const { outages, end } = createWatched();
  await end('item 1', 'MODEL_UNAUTHORIZED');
  await end('item 2', 'MODEL_UNAUTHORIZED');
  expect(outages).toEqual([]);
  expect(await end('item 3', 'MODEL_UNAUTHORIZED')).toBe(true);
  expect(outages).toMatchObject([{ cause: 'credentials' }]);
});

test('what is under way each time the endpoint goes down is suspected, and alone the one that breaks it fails', async () => {
  const { circuit, end } = createWatched();
  const lost = fail({ code: 'MODEL_CONNECTION_LOST', message: 'No.' });
  const hear = (
    itemId: string,
    isAlone: boolean,
    outcome: typeof lost | ReturnType<typeof succeed>,
  ) =>
    tell(
      circuit,
      { itemId, sentAt: performance.now() - 3000, isAlone },
      { outcome, retryAfterMs: null },
    ).then(
      () => 'heard',
      (error: { code?: string }) => error.code ?? 'pending',
    );
  for (let outage = 1; outage <= 3; outage += 1) {
    expect([circuit.isSuspect('poison'), circuit.isSuspect('beside it')]).toEqual([false, false]);
    await end('poison', 'MODEL_CONNECTION_LOST');
    for (let call = 0; call < 8; call += 1) await end(`item ${call}`, 'MODEL_CONNECTION_LOST');
    vi.advanceTimersByTime(2000);
    expect(await end('item 1', 'MODEL_UNREACHABLE')).toBe(true);
    expect(await hear('poison', false, lost)).toBe('pending');
    expect(await hear('beside it', false, lost)).toBe('pending');
    circuit.close();
  }
  expect([circuit.isSuspect('poison'), circuit.isSuspect('beside it')]).toEqual([true, true]);
  expect(await hear('beside it', true, succeed(null))).toBe('heard');
  expect(circuit.isSuspect('beside it')).toBe(false);
  expect(await hear('poison', true, lost)).toBe('MODEL_BROKEN_BY_ITEM');
});

test('a suspect that is sent while others fail too is not taken for the reason', async () => {
  const { circuit, end } = createWatched();
  for (let outage = 1; outage <= 3; outage += 1) {
    for (let call = 0; call < 8; call += 1) await end(`item ${call}`, 'MODEL_CONNECTION_LOST');
    vi.advanceTimersByTime(2000);
    await end('item 1', 'MODEL_UNREACHABLE');
    const sent = { itemId: 'innocent', sentAt: performance.now() - 3000, isAlone: false };
    const outcome = fail({ code: 'MODEL_CONNECTION_LOST', message: 'No.' });
    await tell(circuit, sent, { outcome, retryAfterMs: null }).catch(() => {});
    circuit.close();
  }
  expect(circuit.isSuspect('innocent')).toBe(true);
  await end('item 9', 'MODEL_UNREACHABLE');
  const alone = { itemId: 'innocent', sentAt: performance.now(), isAlone: true };
  const outcome = fail({ code: 'MODEL_CONNECTION_LOST', message: 'No.' });
  await expect(circuit.hear(alone, { outcome, retryAfterMs: null })).resolves.toBeUndefined();
});
