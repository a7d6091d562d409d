import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import {
  evaluate,
  importPrompts,
  registerChat,
  startChat,
  waitUntilSettled,
} from './testing/evaluate.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

test('of a dataset with images too, the prompts alone are asked; what a run never took up is missing', async () => {
  const chat = await startChat(() => 'An answer.');
  const modelId = await registerChat(hub, chat, 'Sees', ['conversational', 'text', 'image']);
  const datasetId = await importPrompts(hub, 'prompt\nOne?\n');
  const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const url = `/api/v1/datasets/${datasetId}/import?format=`;
  await hub.upload(`${url}files`, { 'a.png': image });
  const before = await waitForEnd(hub, await startRun(hub, modelId, datasetId));
  expect(before.counts).toMatchObject({ total: 2 });
  await hub.upload(`${url}prompts-csv`, { 'more.csv': 'prompt\nTwo?\n' });
  const callsBefore = chat.calls.length;

  const { id } = await evaluate(hub, {
    datasetId,
    candidates: [
      { kind: 'run', runId: before.id },
      { kind: 'model', modelId },
    ],
  });
  const { candidates } = await waitUntilSettled(hub, id);
  expect(candidates.map(({ answers }) => answers)).toEqual([
    { answered: 1, failed: 0, waiting: 0, missing: 1 },
    { answered: 2, failed: 0, waiting: 0, missing: 0 },
  ]);
  expect(candidates[1]?.run?.counts.total).toBe(2);
  expect(chat.calls.length - callsBefore).toBe(2);
  await chat.close();
}, 60_000);
