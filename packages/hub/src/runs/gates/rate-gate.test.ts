import { expect, test } from 'vitest';
import { intervalOf, mostLatenessMs } from './pace.ts';
import { createRateGate } from './rate-gate.ts';
import { createSharedClockStore } from './testing/shared-clock-store.ts';
import { createVirtualTime, type VirtualTime } from './testing/virtual-time.ts';

const never = new AbortController().signal;

/** A gate in virtual time whose limit can be changed. */
function createGate(time: VirtualTime, limit: { perSecond: number | null }) {
  const { reserve } = createSharedClockStore(time);
  return createRateGate({ ...time, reserve, readLimit: async () => limit.perSecond });
}

/** The moments at which so many calls pass. */
function passTimes(gate: ReturnType<typeof createGate>, time: VirtualTime, count: number) {
  const times: number[] = [];
  for (let call = 0; call < count; call += 1) {
    void gate.pass({ signal: never }).then(() => times.push(time.now()));
  }
  return times;
}

test('without a limit nobody waits and nobody asks the clock', async () => {
  const gate = createRateGate({
    readLimit: async () => null,
    reserve: () => Promise.reject(new Error('the clock was asked')),
  });
  await gate.pass({ signal: never });
});

test('calls are spaced out evenly, the first of a process a little further apart (fault E17)', async () => {
  const time = createVirtualTime();
  const times = passTimes(createGate(time, { perSecond: 4 }), time, 4);
  await time.run();
  const step = intervalOf(4, mostLatenessMs);
  expect(times).toEqual([0, step, 2 * step, 3 * step]);
});

test('a machine that is never late soon has nearly all of the limit', async () => {
  const time = createVirtualTime();
  const times = passTimes(createGate(time, { perSecond: 50 }), time, 1500);
  await time.run();
  const lastOnes = times.slice(-1000);
  expect((lastOnes.at(-1) ?? 0) - (lastOnes[0] ?? 0)).toBeCloseTo(999 * intervalOf(50), 0);
  expect(times.at(-1)).toBeLessThan(1499 * 20 * 1.015);
});

test('time in which nobody called is not made up for in a burst (fault E17)', async () => {
  const time = createVirtualTime();
  const gate = createGate(time, { perSecond: 4 });
  passTimes(gate, time, 1);
  await time.run(60_000);
  const times = passTimes(gate, time, 4);
  await time.run();
  expect(times.map((at) => Math.round(at - 60_000))).toEqual([0, 260, 520, 780]);
});

test('a limit that is lowered or raised while somebody waits long holds at once (fault E17)', async () => {
  const time = createVirtualTime();
  const limit = { perSecond: 0.01 as number | null };
  const times = passTimes(createGate(time, limit), time, 4);
  await time.run(20_000);
  expect(times).toEqual([0]);
  limit.perSecond = 0.05; // the second may go 20 s after the first
  await time.run(21_000);
  expect(times).toHaveLength(2);
  limit.perSecond = null;
  await time.run(21_500);
  expect(times).toHaveLength(4);
});

test('who gives up leaves the line, and its moment to the next', async () => {
  const time = createVirtualTime();
  const gate = createGate(time, { perSecond: 0.1 });
  passTimes(gate, time, 1);
  await time.run(10);
  const stop = new AbortController();
  const waiting = Array.from({ length: 8 }, () => gate.pass({ signal: stop.signal }));
  const rejected = Promise.all(waiting.map((each) => expect(each).rejects.toThrow()));
  await time.run(5000);
  stop.abort();
  await rejected;
  const times = passTimes(gate, time, 1);
  await time.run();
  expect(times).toEqual([intervalOf(0.1, mostLatenessMs)]);
});

test('a preview goes before all who wait', async () => {
  const time = createVirtualTime();
  const gate = createGate(time, { perSecond: 1 });
  const passed: string[] = [];
  for (const name of ['one', 'two', 'three', 'preview']) {
    const waiting = { signal: never, isFirst: name === 'preview' };
    void gate.pass(waiting).then(() => passed.push(name));
    await time.run(1);
  }
  await time.run();
  expect(passed).toEqual(['one', 'preview', 'two', 'three']);
});

test('a clock that cannot be asked sends all who wait away', async () => {
  const gate = createRateGate({
    readLimit: async () => 1,
    reserve: () => Promise.reject(new Error('the database is away')),
  });
  const waiting = [gate.pass({ signal: never }), gate.pass({ signal: never })];
  for (const each of waiting) await expect(each).rejects.toThrow('the database is away');
});

test('a worker that is always late is served all the same', async () => {
  const time = createVirtualTime(() => 50);
  const times = passTimes(createGate(time, { perSecond: 100 }), time, 10);
  await time.run(10_000);
  expect(times).toHaveLength(10);
});

test('a worker whose timers come late loses few of its moments once there is room for that (fault E17)', async () => {
  let timers = 0;
  const time = createVirtualTime(() => {
    timers += 1;
    return timers % 3 === 0 ? 25 : 1;
  });
  const times = passTimes(createGate(time, { perSecond: 20 }), time, 1200);
  await time.run();
  const inTheEnd = times.filter((at) => at > (times.at(-1) ?? 0) - 40_000);
  expect(inTheEnd.length / (20 * 40)).toBeGreaterThan(0.93);
});
