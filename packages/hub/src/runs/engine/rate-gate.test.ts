import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateGate } from './rate-gate.ts';

const never = new AbortController().signal;
const limitOf = (requestsPerSecond: number | null) => async () => requestsPerSecond;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A shared clock as the database keeps it. */
function createClock() {
  let next = 0;
  return async (intervalMs: number, count: number) => {
    const now = performance.now();
    const start = Math.max(next, now);
    next = start + intervalMs * count;
    return start - now;
  };
}

test('without a limit nobody waits', async () => {
  const gate = createRateGate(() => Promise.reject(new Error('nobody asks the clock')));
  await gate.pass(limitOf(null), never);
});

test('two workers together keep the limit', async () => {
  const reserve = createClock();
  const gates = [createRateGate(reserve), createRateGate(reserve)];
  const begun = performance.now();
  const times: number[] = [];
  const calls = Array.from({ length: 20 }, async (_, index) => {
    await gates[index % 2]?.pass(limitOf(10), never);
    times.push(performance.now() - begun);
  });
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all(calls);
  times.sort((a, b) => a - b);
  expect(times.at(-1)).toBeGreaterThanOrEqual(1800);
  for (const time of times) {
    const inThatSecond = times.filter((other) => other >= time && other < time + 1000);
    expect(inThatSecond.length).toBeLessThanOrEqual(11);
  }
});

test('time in which nobody called is not made up for in a burst', async () => {
  const gate = createRateGate(createClock());
  await gate.pass(limitOf(4), never);
  await vi.advanceTimersByTimeAsync(60_000);
  const begun = performance.now();
  const times: number[] = [];
  const calls = Array.from({ length: 4 }, async () => {
    await gate.pass(limitOf(4), never);
    times.push(performance.now() - begun);
  });
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all(calls);
  expect(times).toEqual([0, 250, 500, 750]);
});

test('who is interrupted while waiting is let go', async () => {
  const gate = createRateGate(createClock());
  await gate.pass(limitOf(0.1), never);
  const stop = new AbortController();
  const waiting = gate.pass(limitOf(0.1), stop.signal);
  const rejected = expect(waiting).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(10);
  stop.abort();
  await rejected;
});

test('those who give up leave their moments to the next', async () => {
  const gate = createRateGate(createClock());
  await gate.pass(limitOf(0.1), never);
  const stop = new AbortController();
  const waiting = Array.from({ length: 8 }, () => gate.pass(limitOf(0.1), stop.signal));
  const rejected = Promise.all(waiting.map((each) => expect(each).rejects.toThrow()));
  await vi.advanceTimersByTimeAsync(10);
  stop.abort();
  await rejected;
  let hasPassed = false;
  void gate.pass(limitOf(0.1), never).then(() => {
    hasPassed = true;
  });
  await vi.advanceTimersByTimeAsync(9990);
  expect(hasPassed).toBe(true);
});

test('who stands in line behind another is let go at once', async () => {
  const gate = createRateGate(createClock());
  await gate.pass(limitOf(0.1), never);
  const first = gate.pass(limitOf(0.1), never);
  const stop = new AbortController();
  const rejected = expect(gate.pass(limitOf(0.1), stop.signal)).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(10);
  stop.abort();
  await rejected;
  await vi.advanceTimersByTimeAsync(10_000);
  await first;
});

test('those in line hear of a changed limit when their turn comes', async () => {
  const gate = createRateGate(createClock());
  let limit: number | null = 1;
  const passed: number[] = [];
  const begun = performance.now();
  for (let count = 0; count < 8; count += 1) {
    void gate.pass(async () => limit, never).then(() => passed.push(performance.now() - begun));
  }
  await vi.advanceTimersByTimeAsync(500);
  limit = null;
  await vi.advanceTimersByTimeAsync(500);
  expect(passed).toHaveLength(8);
});
