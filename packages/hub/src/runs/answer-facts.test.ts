import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { listItems, readItem, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const good = {
  name: 'Car',
  label: 'Car',
  confidence: 0.5,
  bounding_box: { x: 1, y: 2, w: 3, h: 4 },
};
const bad = { ...good, confidence: 7 };

/** Runs a V7 model that answers one good and one bad result over one image; its item. */
async function runOver(connection: object) {
  const model = await startScriptedModel((_, response) => {
    const body = JSON.stringify({ status: 'succeeded', results: [good, bad] });
    response.setHeader('content-type', 'application/json').end(body);
  });
  onTestFinished(() => model.close());
  const registered = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `Cars ${crypto.randomUUID()}`,
    protocol: 'v7',
    connection: { url: model.url, ...connection },
    ontology: { tools: [{ kind: 'bounding_box', name: 'Car' }] },
  });
  expect(registered.status).toBe(201);
  const name = `Image ${crypto.randomUUID()}`;
  const dataset = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name });
  const image = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  await hub.upload(`/api/v1/datasets/${dataset.body.id}/import?format=files`, { 'a.png': image });
  const runId = await startRun(hub, registered.body.model.id, dataset.body.id);
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  return readItem(hub, item?.id ?? '');
}

test('a prediction says that its answer was read leniently, and what was left out', async () => {
  expect(await runOver({ reading: 'lenient' })).toMatchObject({
    state: 'succeeded',
    prediction: {
      reading: 'lenient',
      usage: null,
      annotations: [{ class: 'Car' }],
      warnings: [{ code: 'RESULT_DROPPED', pointer: '/results/1/confidence' }],
    },
  });
});

test('read strictly, the same answer fails its item', async () => {
  expect(await runOver({})).toMatchObject({
    state: 'failed',
    problem: { code: 'MODEL_CONFIDENCE_INVALID' },
    prediction: null,
  });
});
