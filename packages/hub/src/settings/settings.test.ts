import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuditLog } from '../access/audit.ts';
import { createExchangeStore } from '../runs/exchanges/exchange-store.ts';
import { createExchangeSweeper } from '../runs/exchanges/exchange-sweeper.ts';
import { type ScriptedModel, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createRetentionService } from './retention-service.ts';
import { createRetentionStore } from './retention-store.ts';

let hub: TestHub;
let model: ScriptedModel;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], exchangeDays: 30 });
  await hub.startWorkers();
  model = await startScriptedModel((_call, response) => {
    response.setHeader('content-type', 'application/json').end('{"echo":"ours"}');
  });
});
afterAll(async () => {
  await hub.end();
  await model?.close();
});

/** What removes exchanges while a hub runs. */
async function openSweeper() {
  const retention = createRetentionService({
    store: createRetentionStore(hub.database, createAuditLog()),
    hubDays: 30,
    bodyLimitBytes: null,
  });
  return createExchangeSweeper({
    exchanges: createExchangeStore(hub.database),
    storage: await createFolderStorage(join(hub.dataFolder, 'assets')),
    readDays: retention.readExchangeDays,
    onError: (error) => {
      throw error;
    },
  });
}

const change = (exchangeDays: unknown) =>
  hub.ask('PUT', '/api/v1/settings/retention', { exchangeDays });

describe('the retention of an organisation', () => {
  test('is that of the hub until an owner chooses a shorter one, and again when they take it back', async () => {
    const before = await hub.ask('GET', '/api/v1/settings/retention');
    expect(before.body).toEqual({
      exchangeDays: 30,
      chosenDays: null,
      hubDays: 30,
      bodyLimitBytes: null,
    });
    const chosen = await change(7);
    expect(chosen.body).toMatchObject({ exchangeDays: 7, chosenDays: 7 });
    expect((await change(null)).body).toMatchObject({ exchangeDays: 30, chosenDays: null });
    const audit = await hub.ask<{ items: { action: string; details: object }[] }>(
      'GET',
      '/api/v1/audit',
    );
    const changes = audit.body.items.filter(({ action }) => action === 'retention:changed');
    expect(changes.map(({ details }) => details)).toEqual([
      { exchangeDays: null },
      { exchangeDays: 7 },
    ]);
  });

  test.each([[31], [-1], ['7'], [Number.MAX_VALUE]])('cannot be %j days', async (days) => {
    const refused = await change(days);
    expect([refused.status, refused.body]).toMatchObject([400, { code: 'INPUT_INVALID' }]);
  });

  test('removes the exchanges of its runs, and what was predicted stays', async () => {
    const modelId = await registerEcho(hub, model);
    const runId = await startRun(hub, modelId, await importTexts(hub, ['one', 'two']));
    await waitForEnd(hub, runId);
    const countCalls = async () =>
      (await hub.database.pool.query('select from calls where run_id = $1', [runId])).rowCount;
    expect(await countCalls()).toBe(2);
    await change(1);
    await (await openSweeper()).sweep();
    expect(await countCalls()).toBe(2);
    await change(0);
    await (await openSweeper()).sweep();
    expect(await countCalls()).toBe(0);
    const { rowCount } = await hub.database.pool.query(
      'select from predictions where run_id = $1',
      [runId],
    );
    expect(rowCount).toBe(2);
  });
});

test('the room that data takes is told by what it is, and adds up to the database', async () => {
  const { body } = await hub.ask<{
    freeBytes: number;
    dataRows: object[];
    database: { [part: string]: number };
  }>('GET', '/api/v1/settings/storage');
  expect(body).toMatchObject({ files: 'folder', dataRows: [{ type: 'text', count: 2, bytes: 6 }] });
  expect(body.freeBytes).toBeGreaterThan(0);
  const more = await importTexts(hub, ['three']);
  const { body: then } = await hub.ask('GET', '/api/v1/settings/storage');
  expect(then).toMatchObject({ dataRows: [{ type: 'text', count: 3, bytes: 11 }] });
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  await hub.app.inject({ method: 'DELETE', url: `/api/v1/datasets/${more}`, headers });
  const { body: after } = await hub.ask('GET', '/api/v1/settings/storage');
  expect(after).toMatchObject({ dataRows: [{ type: 'text', count: 2, bytes: 6 }] });
  const { rows } = await hub.database.pool.query<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  const sum = Object.values(body.database).reduce((all, bytes) => all + bytes, 0);
  expect(Math.abs(sum - (rows[0]?.bytes ?? 0))).toBeLessThan(1_000_000);
});
