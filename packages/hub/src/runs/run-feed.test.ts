import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunMoment } from './progress-store.ts';
import { createRunFeed } from './run-feed.ts';

/** A feed of a run of which one more item is done at each reading. */
function open() {
  const reads: number[] = [];
  const feed = createRunFeed(async () => {
    reads.push(performance.now());
    return moment(reads.length);
  });
  onTestFinished(() => feed.end());
  return { feed, reads };
}

function moment(succeeded: number): RunMoment {
  const none = { failed: 0, cancelled: 0, ignored: 0 };
  return {
    runId: '01920000-0000-7000-8000-000000000000',
    state: 'running',
    reason: null,
    pause: null,
    counts: { total: 1000, pending: 1000 - succeeded, succeeded, ...none },
    inFlight: 0,
    failures: [],
    latencyMs: null,
    at: new Date(1_800_000_000_000 + succeeded).toISOString(),
  };
}

test('however many wait for news of a run, it is read once for all of them', async () => {
  const { feed, reads } = open();
  const all = await Promise.all(Array.from({ length: 1000 }, () => feed.next(null)));
  expect(new Set(all.map(({ counts }) => counts.succeeded))).toEqual(new Set([1]));
  expect(reads).toHaveLength(1);
});

test('a run is read at most five times a second, however often it changes', async () => {
  const { feed, reads } = open();
  let after: string | null = null;
  for (let time = 0; time < 4; time += 1) {
    const next = feed.next(after);
    for (let change = 0; change < 100; change += 1) feed.notice();
    after = (await next).at;
  }
  for (const [index, at] of reads.slice(1).entries()) {
    expect(at - (reads[index] ?? 0)).toBeGreaterThan(190);
  }
});

test('a watcher that takes nothing costs no reading, and is given the newest when it comes (fault F11)', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { feed, reads } = open();
  const first = feed.next(null);
  await vi.advanceTimersByTimeAsync(0);
  const { at } = await first;
  for (let change = 0; change < 1000; change += 1) feed.notice();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toHaveLength(1);
  const newest = feed.next(at);
  await vi.advanceTimersByTimeAsync(0);
  expect((await newest).counts.succeeded).toBe(2);
});

test('without any change a run is still looked at about once a second', async () => {
  const { feed, reads } = open();
  const { at } = await feed.next(null);
  await feed.next(at);
  expect((reads[1] ?? 0) - (reads[0] ?? 0)).toBeGreaterThan(900);
});

test('a reading that fails is told to those who wait, and the next may succeed', async () => {
  let isBroken = true;
  const feed = createRunFeed(async () => {
    if (isBroken) throw new Error('the database is away');
    return moment(1);
  });
  onTestFinished(() => feed.end());
  await expect(feed.next(null)).rejects.toThrow('the database is away');
  isBroken = false;
  expect((await feed.next(null)).counts.succeeded).toBe(1);
});

test('who asks is given what was read after the question, however fresh the last reading is', async () => {
  const { feed, reads } = open();
  await feed.next(null);
  const askedAt = performance.now();
  const { counts } = await feed.next(null);
  expect(counts.succeeded).toBe(2);
  expect(reads[1]).toBeGreaterThanOrEqual(askedAt);
});
