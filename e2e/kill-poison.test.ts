import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHubClient } from '@patchbay/cli/api/client.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startCountedRun, startCountingModel } from './counting-model.ts';
import { startHubProcess, stopHub } from './hub-process.ts';
import { startWorkerProcess } from './worker-process.ts';

const itemCount = 60;
const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };
/** A reader of JSON in which two answers are deadly. */
const poison = pathToFileURL(join(import.meta.dirname, 'stand-ins/poison.ts')).href;

test('an item that kills its worker twice is quarantined, by crash or by memory; the run ends and its neighbours succeed (fault E12, fault E13)', async ({
  annotate,
}) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-poison-'));
  const hub = await startHubProcess(dataFolder, environment, '--workers', '0');
  const client = createHubClient(hub);
  const model = await startCountingModel({
    latencyMs: 5,
    answer: (text) => {
      if (text === 'text 7') return 'poison that aborts';
      return text === 'text 40' ? 'poison that eats' : text;
    },
  });
  onTestFinished(async () => {
    await stopHub(hub);
    await model.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const limits = { concurrency: 4 };
  const { runId } = await startCountedRun(client, model, {
    items: itemCount,
    limits,
    name: 'text',
  });
  const readRun = () => client.runs.get({ id: runId });

  let deaths = 0;
  while ((await readRun()).state !== 'completed') {
    const worker = await startWorkerProcess({
      ...environment,
      PATCHBAY_DATA: dataFolder,
      PATCHBAY_LOG_LEVEL: 'warn',
      NODE_OPTIONS: `--import ${poison} --max-old-space-size=200`,
    });
    await expect
      .poll(async () => worker.hasEnded() || (await readRun()).state === 'completed', {
        timeout: 60_000,
        interval: 200,
      })
      .toBe(true);
    if (worker.hasEnded()) deaths += 1;
    else expect(await worker.end('SIGTERM')).toBe(0);
  }
  await annotate(`${deaths} workers died, ${model.countCalls()} calls for ${itemCount} items`);
  // In a crowd and alone: twice for each. The two may have been in one crowd.
  expect(deaths).toBeGreaterThanOrEqual(3);
  expect(deaths).toBeLessThanOrEqual(4);
  expect((await readRun()).counts).toMatchObject({ succeeded: itemCount - 2, failed: 2 });
  const { failures } = await client.runs.summary({ id: runId });
  expect(failures).toMatchObject([{ code: 'RUN_ITEM_QUARANTINED', count: 2 }]);
  expect(model.calls.get('text 7')).toBe(2);
  expect(model.calls.get('text 40')).toBeLessThanOrEqual(3);
}, 300_000);
