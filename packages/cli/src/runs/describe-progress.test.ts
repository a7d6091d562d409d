import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { expect, test } from 'vitest';
import { describeProgress } from './describe-progress.ts';

const moment: RunProgress = {
  runId: '01981d6e-7a4b-7000-8000-000000000001',
  state: 'running',
  counts: { total: 2000, pending: 1880, succeeded: 117, failed: 3, cancelled: 0, ignored: 0 },
  itemsPerSecond: 40.9,
  reason: null,
  pause: null,
  inFlight: 0,
  failures: [],
  latencyMs: null,
  secondsLeft: 46,
  at: '2026-11-21T10:00:00.000Z',
};

test('a running run tells done, failed, pace and time left', () => {
  expect(describeProgress(moment)).toBe('120 of 2,000 · 3 failed · 41 items/s · 46 s left');
});

test('what is in flight and how long calls take is told while the run goes on', () => {
  const busy = { ...moment, inFlight: 8, latencyMs: { p50: 41.3, p95: 81.7, p99: 12_345 } };
  expect(describeProgress(busy)).toBe(
    '120 of 2,000 · 3 failed · 8 in flight · 41 items/s · p95 82 ms · 46 s left',
  );
});

test('a pace that is not known is not invented', () => {
  expect(describeProgress({ ...moment, itemsPerSecond: null, secondsLeft: null })).toBe(
    '120 of 2,000 · 3 failed',
  );
});

test('what was cancelled is not done, and a run that has ended has no pace of the moment', () => {
  const counts = { ...moment.counts, pending: 0, cancelled: 1880 };
  expect(describeProgress({ ...moment, counts, state: 'cancelled' })).toBe(
    '120 of 2,000 · 3 failed · cancelled',
  );
});

test('a state that is not the usual one is named instead of the time left', () => {
  expect(describeProgress({ ...moment, state: 'paused', itemsPerSecond: 0 })).toBe(
    '120 of 2,000 · 3 failed · paused',
  );
});
