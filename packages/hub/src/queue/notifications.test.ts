import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { createNotifications } from './notifications.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function start() {
  const notifications = createNotifications({ connectionString: database.url, onError: () => {} });
  await notifications.start();
  onTestFinished(() => notifications.stop());
  return notifications;
}

const tell = (channel: string, payload: string) =>
  database.pool.query('select pg_notify($1, $2)', [channel, payload]);

/** Ends the listening connections and says how many there were. */
async function breakConnections(): Promise<number> {
  const { rowCount } = await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'patchbay-notifications'`,
  );
  return rowCount ?? 0;
}

test('who listens on a channel hears what is told there, and nothing of other channels', async () => {
  const notifications = await start();
  const heard: string[] = [];
  await notifications.listen(
    'one',
    (payload) => heard.push(payload),
    () => {},
  );
  await tell('two', 'not for us');
  await tell('one', 'for us');
  await expect.poll(() => heard).toEqual(['for us']);
});

test('who ends listening hears nothing more', async () => {
  const notifications = await start();
  const heard: string[] = [];
  const end = await notifications.listen(
    'one',
    () => heard.push('first'),
    () => {},
  );
  await notifications.listen(
    'one',
    () => heard.push('second'),
    () => {},
  );
  await end();
  await tell('one', '');
  await expect.poll(() => heard).toEqual(['second']);
});

test('a broken connection is made again, once, and everybody is told to look again', async () => {
  const notifications = await start();
  const heard: string[] = [];
  let connections = 0;
  await notifications.listen(
    'one',
    (payload) => heard.push(payload),
    () => (connections += 1),
  );
  expect(connections).toBe(1);
  for (const round of [2, 3]) {
    expect(await breakConnections()).toBe(1);
    await expect.poll(() => connections, { timeout: 5000 }).toBe(round);
  }
  await tell('one', 'after the break');
  await expect.poll(() => heard).toEqual(['after the break']);
});

test('after the stop no connection is left, not even one that was being made', async () => {
  const notifications = createNotifications({ connectionString: database.url, onError: () => {} });
  const starting = notifications.start();
  await notifications.stop();
  await starting;
  await expect.poll(breakConnections).toBe(0);
});
