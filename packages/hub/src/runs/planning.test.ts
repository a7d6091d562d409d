import { v7 as createId } from 'uuid';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, listItems, readRun, registerEcho, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

/** A model that refuses what the test says, and a dataset of texts for it. */
async function open(lines: readonly string[], refuses: (text: string) => boolean = () => false) {
  const model = await startScriptedModel((call, response) => {
    if (refuses(call.text)) response.writeHead(400).end();
    else answerEcho(response, call.text);
  });
  onTestFinished(() => model.close());
  const [modelId, datasetId] = [await registerEcho(hub, model), await importTexts(hub, lines)];
  return { model, modelId, datasetId };
}

async function start(modelId: string, datasetId: string, selection?: object) {
  const payload = { modelId, datasetId, ...(selection && { selection }) };
  return await hub.ask<{ id: string; selection: object; message: string; code: string }>(
    'POST',
    '/api/v1/runs',
    payload,
  );
}

async function runTo(modelId: string, datasetId: string, selection: object) {
  const { status, body } = await start(modelId, datasetId, selection);
  expect(status).toBe(201);
  return await waitForEnd(hub, body.id);
}

async function listTexts(runId: string): Promise<string[]> {
  return (await listItems(hub, runId)).map((item) => item.dataRow.globalKey);
}

test('a sample has as many rows as wanted, and the same ones for the same seed', async () => {
  const { modelId, datasetId } = await open(numbered(40));
  const [one, same, other] = await Promise.all(
    [1, 1, 2].map((seed) => runTo(modelId, datasetId, { sample: 10, seed })),
  );
  expect(one?.counts).toMatchObject({ total: 10, succeeded: 10 });
  expect(await listTexts(one?.id ?? '')).toEqual(await listTexts(same?.id ?? ''));
  expect(await listTexts(one?.id ?? '')).not.toEqual(await listTexts(other?.id ?? ''));
});

test('a sample without a seed is given one, which the run tells', async () => {
  const { modelId, datasetId } = await open(numbered(3));
  const run = await runTo(modelId, datasetId, { sample: 10 });
  expect(run.counts.total).toBe(3);
  expect(run.selection).toEqual({ sample: 10, seed: expect.any(Number) });
});

test('chosen rows are called once each, in the order of the dataset, however often they are named (fault E18)', async () => {
  const { model, modelId, datasetId } = await open(numbered(5));
  const { body } = await hub.ask<{ items: { id: string }[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows`,
  );
  const [, second = '', , fourth = ''] = body.items.map((row) => row.id);
  const dataRowIds = [fourth, second, fourth.toUpperCase(), second];
  const run = await runTo(modelId, datasetId, { dataRowIds });
  expect(run.counts).toMatchObject({ total: 2, succeeded: 2 });
  expect((await listItems(hub, run.id)).map((item) => item.dataRow.id)).toEqual([second, fourth]);
  expect(model.calls).toHaveLength(2);
});

test('rows of another dataset are refused by name before a run begins', async () => {
  const { modelId, datasetId } = await open(['a']);
  const { status, body } = await start(modelId, datasetId, {
    dataRowIds: [createId(), createId()],
  });
  expect(status).toBe(404);
  expect(body.message).toMatch(/no data row \S+, nor 1 others of those chosen/);
});

test('a selection of two kinds is refused with what it can be', async () => {
  const { modelId, datasetId } = await open(['a']);
  const { status, body } = await start(modelId, datasetId, { sample: 1, withoutResult: true });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('one of dataRowIds, sample, withoutResult');
});

test('only rows without a result of the revision are called, those that failed among them', async () => {
  let isMended = false;
  const refuses = (text: string) => !isMended && text === 'text 1';
  const { model, modelId, datasetId } = await open(numbered(4), refuses);
  await runTo(modelId, datasetId, { withoutResult: true });
  expect(model.calls).toHaveLength(4);
  isMended = true;
  const run = await runTo(modelId, datasetId, { withoutResult: true });
  expect(run.counts).toMatchObject({ total: 1, succeeded: 1 });
  expect(model.calls.at(-1)?.text).toBe('text 1');
});

test('a run for which no row is left is completed at once and says why (fault E18)', async () => {
  const { modelId, datasetId } = await open(['only one']);
  await runTo(modelId, datasetId, { withoutResult: true });
  const run = await runTo(modelId, datasetId, { withoutResult: true });
  expect(run).toMatchObject({ state: 'completed', counts: { total: 0 } });
  expect(run.reason).toContain('has a result of this revision already');
});

test('a row that was removed after the run began fails its own item (fault E18)', async () => {
  const { promise: removed, resolve: goOn } = Promise.withResolvers<void>();
  const model = await startScriptedModel(async (call, response) => {
    await removed;
    answerEcho(response, call.text);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 1 } });
  const datasetId = await importTexts(hub, numbered(120));
  const { body } = await start(modelId, datasetId);
  await expect.poll(() => model.calls.length).toBe(1);
  await hub.database.pool.query(
    `delete from data_rows where id =
       (select id from data_rows where dataset_id = $1 order by id desc limit 1)`,
    [datasetId],
  );
  goOn();
  const run = await waitForEnd(hub, body.id);
  expect(run.counts).toMatchObject({ total: 120, succeeded: 119, failed: 1 });
  const { rows } = await hub.database.pool.query<{ problem: { message: string } }>(
    "select problem from run_items where run_id = $1 and state = 'failed'",
    [body.id],
  );
  expect(rows[0]?.problem.message).toContain('data row');
});

test('a large dataset is planned in steps, each row once, and can be cancelled between them', async () => {
  const { modelId, datasetId } = await open(['the first']);
  await multiplyRows(datasetId, 60_000);
  const { body } = await start(modelId, datasetId);
  await expect.poll(async () => (await readRun(hub, body.id)).counts.total).toBeGreaterThan(0);
  const cancelled = await hub.ask<{ state: string }>('POST', `/api/v1/runs/${body.id}/cancel`);
  expect(cancelled.body.state).toBe('cancelled');
  const { counts } = await readRun(hub, body.id);
  expect(counts.total).toBeLessThan(60_001);
  await expect.poll(async () => (await readRun(hub, body.id)).counts.pending).toBe(0);
  const { kept, counted } = await recountRun(hub, body.id);
  expect(kept).toEqual(counted);
  expect((await readRun(hub, body.id)).counts.total).toBe(counts.total);
}, 60_000);

/** Adds copies of the first row of a dataset. */
async function multiplyRows(datasetId: string, count: number): Promise<void> {
  await hub.database.pool.query(
    `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash,
       byte_length, media_type, text, metadata)
     select uuidv7(), organisation_id, dataset_id, type, 'copy ' || number, asset_hash, byte_length,
       media_type, text, metadata
     from data_rows, generate_series(1, $2) as number where dataset_id = $1`,
    [datasetId, count],
  );
  await hub.database.pool.query('update datasets set text_count = text_count + $2 where id = $1', [
    datasetId,
    count,
  ]);
}
