import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { createNotifications } from './notifications.ts';
import { createRunSignals, notifyRunChanged, runSaved } from './run-signals.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What is heard of the run `one`, by who works on it and by who shows its numbers. */
async function listen() {
  const options = { connectionString: database.url, onError: () => {} };
  const notifications = createNotifications(options);
  onTestFinished(() => notifications.stop());
  await notifications.start();
  const signals = createRunSignals(notifications);
  await signals.start();
  const heard = { changes: 0, saves: 0 };
  const ends = [
    signals.subscribe('one', () => {
      heard.changes += 1;
    }),
    signals.subscribeToSaves('one', () => {
      heard.saves += 1;
    }),
  ];
  return { heard, end: () => ends.forEach((end) => void end()) };
}

test('who shows the numbers of a run hears of its changes and of what was saved, who works on it of changes alone', async () => {
  const { heard } = await listen();
  await expect
    .poll(async () => {
      await database.pool.query(runSaved('one'));
      return heard.saves;
    })
    .toBeGreaterThan(0);
  expect(heard.changes).toBe(0);
  const before = heard.saves;
  await notifyRunChanged(database.pool, 'one');
  await expect.poll(() => heard.changes).toBe(1);
  expect(heard.saves).toBeGreaterThan(before);
});

test('who hears of all runs is told when a lost connection is back: any may have changed', async () => {
  const notifications = createNotifications({ connectionString: database.url, onError: () => {} });
  onTestFinished(() => notifications.stop());
  await notifications.start();
  const signals = createRunSignals(notifications);
  const heard: (string | null)[] = [];
  signals.subscribeToAll((runId) => heard.push(runId));
  await signals.start();
  heard.length = 0;
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query ilike 'listen%'`,
  );
  await expect.poll(() => heard).toContain(null);
});

test('other runs are not heard of, and nothing is after the end', async () => {
  const { heard, end } = await listen();
  await notifyRunChanged(database.pool, 'another');
  await notifyRunChanged(database.pool, 'one');
  await expect.poll(() => heard.changes).toBe(1);
  expect(heard.saves).toBe(1);
  end();
  const { heard: after } = await listen();
  await notifyRunChanged(database.pool, 'one');
  await expect.poll(() => after.changes).toBe(1);
  expect(heard.changes).toBe(1);
});
