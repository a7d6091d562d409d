import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

/** A run all of whose items failed, against a model that answers from now on. */
async function failRun(count: number): Promise<string> {
  let isMended = false;
  const model = await startScriptedModel((call, response) => {
    if (isMended) answerEcho(response, call.text);
    else response.writeHead(400).end();
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, numbered(count)));
  await waitForEnd(hub, runId);
  isMended = true;
  return runId;
}

/** Lets `requests` be made while a transaction holds the run, changes it with `change` and commits. */
async function meanwhile(runId: string, change: string, request: () => Promise<unknown>) {
  const client = await hub.database.pool.connect();
  await client.query('begin');
  await client.query('select from runs where id = $1 for update', [runId]);
  const answer = request();
  await expect.poll(countWaiting).toBe(1);
  await client.query(change, [runId]);
  await client.query('commit');
  client.release();
  return await answer;
}

async function countWaiting(): Promise<number> {
  const { rows } = await hub.database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}

test('a retry that meets a cancellation is refused, and leaves nothing waiting', async () => {
  const runId = await failRun(3);
  await hub.database.pool.query("update runs set state = 'running' where id = $1", [runId]);
  const answer = await meanwhile(runId, "update runs set state = 'cancelled' where id = $1", () =>
    hub.ask('POST', `/api/v1/runs/${runId}/retry`, {}),
  );
  expect(answer).toMatchObject({ status: 409, body: { code: 'RUN_STATE_CONFLICT' } });
  expect((await readRun(hub, runId)).counts).toMatchObject({ failed: 3, pending: 0 });
});

test('a retry that meets the end of its run sets it going again', async () => {
  const runId = await failRun(3);
  await hub.database.pool.query("update runs set state = 'running' where id = $1", [runId]);
  await meanwhile(runId, "update runs set state = 'completed' where id = $1", () =>
    hub.ask('POST', `/api/v1/runs/${runId}/retry`, {}),
  );
  await expect.poll(async () => (await readRun(hub, runId)).counts.succeeded).toBe(3);
  expect((await waitForEnd(hub, runId)).state).toBe('completed');
});

test('a pause that lets failed items wait again stands in line with a retry of them', async () => {
  const runId = await failRun(3);
  await loseEndpoint(runId);
  // A retry that has locked the run, and now the items: nobody may hold those and wait for the run.
  const locksItems = 'select from run_items where run_id = $1 for no key update';
  const answer = await meanwhile(runId, locksItems, () =>
    hub.ask('POST', `/api/v1/runs/${runId}/pause`),
  );
  expect(answer).toMatchObject({ status: 200, body: { counts: { pending: 3, failed: 0 } } });
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

/** As if the items of a run had failed because its endpoint is down. */
async function loseEndpoint(runId: string): Promise<void> {
  const { pool } = hub.database;
  await pool.query("update run_items set code = 'MODEL_UNREACHABLE' where run_id = $1", [runId]);
  await pool.query("update run_tallies set name = 'MODEL_UNREACHABLE' where run_id = $1", [runId]);
  await pool.query(
    `update runs set state = 'paused', pause_cause = 'endpoint',
       paused_at = now() - interval '1 minute', probe_at = now() + interval '1 hour' where id = $1`,
    [runId],
  );
}

test('of two who cancel a run at once, both are told that it is cancelled', async () => {
  const model = await startScriptedModel(() => {});
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, numbered(30)));
  const cancel = () => hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  const answers = await Promise.all(Array.from({ length: 8 }, cancel));
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  }
});

test('while runs are saved, retried and cancelled at the same time, no number goes wrong', async () => {
  const model = await startScriptedModel((call, response) => {
    if (Math.random() < 0.4) response.writeHead(Math.random() < 0.5 ? 400 : 404).end();
    else answerEcho(response, call.text);
  });
  onTestFinished(() => model.close());
  const datasetId = await importTexts(hub, numbered(700));
  const limits = { concurrency: 32, maximumAttempts: 1 };
  const runIds = await Promise.all(
    Array.from({ length: 3 }, async () =>
      startRun(hub, await registerEcho(hub, model, { limits }), datasetId),
    ),
  );
  async function disturb(runId: string, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const code = Math.random() < 0.5 ? 'MODEL_REQUEST_REJECTED' : undefined;
      const { status } = await hub.ask('POST', `/api/v1/runs/${runId}/retry`, { code });
      expect([200, 409]).toContain(status);
      const { kept, counted } = await recountRun(hub, runId);
      expect(kept).toEqual(counted);
    }
  }
  async function cancel(runId: string): Promise<void> {
    await expect
      .poll(async () => (await readRun(hub, runId)).counts.succeeded, { timeout: 25_000 })
      .toBeGreaterThan(9);
    await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  }
  const [cancelled = ''] = runIds;
  const disturbances = [...runIds, ...runIds].map((runId) => disturb(runId, 40));
  await Promise.all([cancel(cancelled), ...disturbances]);

  for (const runId of runIds) {
    const { state, counts } = await waitForEnd(hub, runId);
    expect(state).toBe(runId === cancelled ? 'cancelled' : 'completed');
    expect(counts).toMatchObject({ total: 700, pending: 0 });
    const { kept, counted } = await recountRun(hub, runId);
    expect(kept).toEqual(counted);
  }
}, 120_000);
