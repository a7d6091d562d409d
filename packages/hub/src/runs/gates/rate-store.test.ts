import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { intervalOf } from './pace.ts';
import { createRateStore } from './rate-store.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());

async function createClock() {
  const { rows } = await hub.database.pool.query<{ id: string }>('select id from organization');
  const model = { organisationId: rows[0]?.id ?? '', id: randomUUID() };
  const store = createRateStore(hub.database);
  return {
    model,
    reserve: (
      requestsPerSecond: number,
      count = 1,
      latenessChange = 0,
      missedAt: number | null = null,
    ) => store.reserve(model, { requestsPerSecond, count, aheadMs: 150, latenessChange, missedAt }),
  };
}

test('moments of several workers follow each other, and none is given far ahead', async () => {
  const { reserve } = await createClock();
  const first = await reserve(25, 3);
  const second = await reserve(25, 1);
  expect([first.count, second.count]).toEqual([3, 1]);
  expect(first.intervalMs).toBe(intervalOf(25));
  expect(second.firstAt - first.firstAt).toBeCloseTo(3 * intervalOf(25), 1);
  const third = await reserve(0.2);
  expect(third.count).toBe(0);
  expect(third.firstAt - second.firstAt).toBeCloseTo(intervalOf(0.2), 1);
});

test('the pace leaves room for more lateness where calls come late, within limits, and gives it back once (fault E17)', async () => {
  const { reserve } = await createClock();
  const first = await reserve(100);
  const wider = await reserve(100, 2, 20);
  expect(wider.latenessMs).toBe(28);
  expect(wider.firstAt - first.firstAt).toBeCloseTo(intervalOf(100, 28), 1);
  // The calls before still count on 28 ms: what is taken back comes once between them and the next.
  const closer = await reserve(100, 1, -15);
  expect(closer.latenessMs).toBe(13);
  expect(closer.firstAt - wider.firstAt).toBeCloseTo(
    intervalOf(100, 28) + intervalOf(100, 13) + 15,
    1,
  );
  expect((await reserve(100, 1, 1000)).latenessMs).toBe(40);
  expect((await reserve(100, 1, -1000)).latenessMs).toBe(8);
});

test('a moment that was missed is given again at once, unless a later one was given (fault E17)', async () => {
  const { reserve } = await createClock();
  const missed = await reserve(2);
  const instead = await reserve(2, 1, 0, missed.firstAt);
  expect(instead.count).toBe(1);
  expect(instead.firstAt).toBeGreaterThanOrEqual(missed.firstAt);
  expect(instead.firstAt - instead.sharedAt).toBeLessThanOrEqual(0);
  // The first is not the last any more: what follows the second comes after it.
  const next = await reserve(2, 1, 0, missed.firstAt);
  expect(next.count).toBe(0);
  expect(next.firstAt - instead.firstAt).toBeCloseTo(intervalOf(2), 1);
});

test('many who ask at once get moments of their own', async () => {
  const { reserve } = await createClock();
  const all = await Promise.all(Array.from({ length: 40 }, () => reserve(1000)));
  const moments = all.map(({ firstAt }) => firstAt).sort((one, other) => one - other);
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(0.99);
});

test('a clock of the database that was set back by an hour freezes nobody (fault E11)', async () => {
  const { model, reserve } = await createClock();
  await reserve(10);
  await hub.database.pool.query(
    "update model_gates set last_call_at = last_call_at + interval '1 hour' where model_id = $1",
    [model.id],
  );
  const { count, firstAt, sharedAt } = await reserve(10);
  expect(count).toBe(1);
  expect(firstAt - sharedAt).toBeLessThan(20);
});
