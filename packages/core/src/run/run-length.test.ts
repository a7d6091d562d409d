import { expect, test } from 'vitest';
import { measureRunLength } from './run-length.ts';

const counts = { total: 50, pending: 0, succeeded: 30, failed: 9, cancelled: 10, ignored: 1 };
const startedAt = '2026-11-21T10:00:00.000Z';

test('the pace of a run that ended counts what was called, not what was cancelled', () => {
  const finishedAt = '2026-11-21T10:00:20.000Z';
  expect(measureRunLength({ startedAt, finishedAt, counts })).toEqual({
    seconds: 20,
    itemsPerSecond: 2,
  });
});

test('a run that took no time has no pace', () => {
  const length = measureRunLength({ startedAt, finishedAt: startedAt, counts });
  expect(length).toEqual({ seconds: 0, itemsPerSecond: null });
});

test('a run that has not ended, or was never begun, has no length', () => {
  expect(measureRunLength({ startedAt, finishedAt: null, counts })).toBeNull();
  expect(measureRunLength({ startedAt: null, finishedAt: startedAt, counts })).toBeNull();
});
