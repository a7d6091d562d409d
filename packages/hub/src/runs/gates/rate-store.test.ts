import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
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
    reserve: (intervalMs: number, count = 1) =>
      store.reserve(model, { intervalMs, count, aheadMs: 150 }),
  };
}

test('moments of several workers follow each other, and none is given far ahead', async () => {
  const { reserve } = await createClock();
  const first = await reserve(40, 3);
  const second = await reserve(40, 1);
  expect([first.count, second.count]).toEqual([3, 1]);
  expect(second.firstAt - first.firstAt).toBeCloseTo(120, 1);
  const third = await reserve(5000);
  expect(third.count).toBe(0);
  expect(third.firstAt - second.firstAt).toBeCloseTo(5000, 1);
});

test('many who ask at once get moments of their own', async () => {
  const { reserve } = await createClock();
  const all = await Promise.all(Array.from({ length: 40 }, () => reserve(1)));
  const moments = all.map(({ firstAt }) => firstAt).sort((one, other) => one - other);
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(0.99);
});

test('a clock of the database that was set back by an hour freezes nobody (fault E11)', async () => {
  const { model, reserve } = await createClock();
  await reserve(100);
  await hub.database.pool.query(
    "update model_gates set last_call_at = last_call_at + interval '1 hour' where model_id = $1",
    [model.id],
  );
  const { count, firstAt, sharedAt } = await reserve(100);
  expect(count).toBe(1);
  expect(firstAt - sharedAt).toBeLessThan(20);
});
