import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { expect, test } from 'vitest';
import { followRun } from './follow-run.ts';
import { laterEvent } from './latest-progress.ts';

function progress(succeeded: number, state: RunProgress['state'] = 'running'): RunProgress {
  const counts = {
    total: 9,
    pending: 9 - succeeded,
    succeeded,
    failed: 0,
    cancelled: 0,
    ignored: 0,
  };
  return {
    runId: '01920000-0000-7000-8000-000000000000',
    state,
    counts,
    itemsPerSecond: null,
    reason: null,
    pause: null,
    inFlight: 0,
    failures: [],
    latencyMs: null,
    secondsLeft: null,
    at: `2026-11-21T10:00:0${succeeded}.000Z`,
  };
}

/** A watch that gives one stream after the other; a stream may end in an error. */
function streams(...contents: (RunProgress | Error)[][]) {
  const left = [...contents];
  return async () => emit(left.shift() ?? []);
}

async function* emit(events: (RunProgress | Error)[]) {
  for (const event of events) {
    if (event instanceof Error) throw event;
    yield event;
  }
}

test('a stream that breaks is opened again, ever slower, until the run has ended', async () => {
  const seen: number[] = [];
  const waits: number[] = [];
  const lost: number[] = [];
  await followRun(
    {
      watch: streams(
        [progress(1), new Error('reset')],
        [],
        [],
        [progress(5), progress(9, 'completed')],
      ),
      onProgress: (event) => seen.push(event.counts.succeeded),
      onLost: (times) => lost.push(times),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    },
    new AbortController().signal,
  );
  expect(seen).toEqual([1, 5, 9]);
  expect(lost).toEqual([1, 2, 3]);
  expect(waits).toEqual([1000, 2000, 4000]);
});

test('nobody is told anything after the page was left', async () => {
  const page = new AbortController();
  const seen: number[] = [];
  await followRun(
    {
      watch: streams([progress(1), progress(2)]),
      onProgress: (event) => {
        seen.push(event.counts.succeeded);
        page.abort();
      },
      onLost: () => seen.push(-1),
      wait: async () => {},
    },
    page.signal,
  );
  expect(seen).toEqual([1]);
});

test('an event that comes late never moves the bar back', () => {
  expect(laterEvent(progress(5), progress(3)).counts.succeeded).toBe(5);
  expect(laterEvent(progress(5), progress(6)).counts.succeeded).toBe(6);
});
