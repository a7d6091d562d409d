import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

/**
 * While somebody leaves a transaction open, no dead row can be removed: of a row that is updated over and
 * over, each reader goes through all that it ever was. So no row may be updated over and over.
 */

const items = 2000;
let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Carries out a run; blocks that are read afterwards to find the next job, and to sum up its chunks. */
async function measureRun(): Promise<{ job: number; sums: number }> {
  const model = await startScriptedModel((call, response) => answerEcho(response, call.text));
  const lines = Array.from({ length: items }, (_, index) => `text ${index}`);
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 16 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  await waitForEnd(hub, runId);
  await model.close();
  const job = await countBlocks(
    `select id from pgboss.job where name = 'run-chunk' and state < 'active' and start_after < now()
     order by priority desc, created_on limit 1`,
  );
  return {
    job,
    sums: await countBlocks(`select sum(succeeded) from run_chunks where run_id = '${runId}'`),
  };
}

/** What a query reads: the time that it takes, without the noise of a clock. */
async function countBlocks(query: string): Promise<number> {
  const { rows } = await hub.database.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, buffers, format json) ${query}`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('There is no plan.');
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/** Holds a transaction open that sees the rows of this moment. */
async function leaveTransactionOpen(): Promise<void> {
  const holder = new pg.Client({ connectionString: hub.database.url });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin isolation level repeatable read');
  await holder.query('select count(*) from runs');
}

/** How often rows of a table were updated, as the statistics of the database have it. */
async function countUpdates(table: string): Promise<number> {
  const { rows } = await hub.database.pool.query<{ updates: number }>(
    'select n_tup_upd::int as updates from pg_stat_user_tables where relname = $1',
    [table],
  );
  return rows[0]?.updates ?? 0;
}

/** Few blocks are few: a plan may read some more or less of a small table. */
const fewBlocks = 20;

test('a transaction that somebody leaves open makes no row hot, and the queue no slower to look through (fault E9)', async ({
  annotate,
}) => {
  const before = await measureRun();
  await leaveTransactionOpen();
  const itemsBefore = await countUpdates('run_items');
  const runsBefore = await countUpdates('runs');
  const after = await measureRun();
  // Until the statistics have come in.
  await expect.poll(() => countUpdates('run_items')).toBeGreaterThanOrEqual(itemsBefore + items);
  await annotate(`blocks read: ${JSON.stringify({ before, after })}`);
  // The run is updated when it begins and when it ends, not with its items.
  expect((await countUpdates('runs')) - runsBefore).toBeLessThanOrEqual(10);
  expect(after.job).toBeLessThan(2 * Math.max(before.job, fewBlocks));
  // The sums of a run see what its chunks once were: some hundredths of a block for each item, and no
  // more however long the transaction stays open.
  expect(after.sums).toBeLessThan(items / 10);
}, 90_000);
