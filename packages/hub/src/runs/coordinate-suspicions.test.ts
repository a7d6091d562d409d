import type { Box } from '@patchbay/core/geometry/box.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { readRun, readSummary, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Runs a model over images of this width; each answer has ten boxes, but the first `refused` calls none. */
async function runOver(options: {
  boxes: (index: number) => Box;
  widths: readonly number[];
  refused?: number;
  connection?: object;
  /** Runs once more, and uses what was found again. */
  again?: boolean;
}): Promise<string> {
  let calls = 0;
  const model = await startScriptedModel((_, response) => {
    calls += 1;
    if (calls <= (options.refused ?? 0)) return void response.writeHead(400).end();
    const results = Array.from({ length: 10 }, (_, index) => {
      const { x, y, width, height } = options.boxes(index);
      const bounding_box = { x, y, w: width, h: height };
      return { name: 'Car', label: 'Car', confidence: 0.5, bounding_box };
    });
    const body = JSON.stringify({ status: 'succeeded', results });
    response.setHeader('content-type', 'application/json').end(body);
  });
  onTestFinished(() => model.close());
  const registered = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `Cars ${crypto.randomUUID()}`,
    protocol: 'v7',
    connection: { url: model.url, ...options.connection },
    ontology: { tools: [{ kind: 'bounding_box', name: 'Car' }] },
  });
  expect(registered.status).toBe(201);
  const datasetId = await importImages(options.widths);
  const runId = await startRun(hub, registered.body.model.id, datasetId);
  await waitForEnd(hub, runId);
  if (!options.again) return runId;
  const reuse = { reuseResults: true };
  const again = await startRun(hub, registered.body.model.id, datasetId, reuse);
  await waitForEnd(hub, again);
  expect(calls).toBe(options.widths.length);
  return again;
}

async function importImages(widths: readonly number[]): Promise<string> {
  const name = `Images ${crypto.randomUUID()}`;
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name });
  const files = await Promise.all(
    widths.map(async (width, index) => {
      const create = { width, height: 300, channels: 3, background: 'red' } as const;
      return [`${index}.png`, await sharp({ create }).png().toBuffer()] as const;
    }),
  );
  const url = `/api/v1/datasets/${body.id}/import?format=files`;
  await hub.upload(url, Object.fromEntries(files));
  return body.id;
}

const normalised = (index: number) => ({ x: index / 12, y: 0.2, width: 0.1, height: 0.3 });
const corners = (index: number) => ({ x: 30 * index, y: 150, width: 30 * index + 40, height: 250 });
const pixels = (index: number) => ({ x: 30 * index, y: 150, width: 40, height: 100 });

test('a run whose boxes are parts of 1 says so in its summary, and how to mend it (fault D2)', async () => {
  const runId = await runOver({ boxes: normalised, widths: [400, 401, 402] });
  expect(await readSummary(hub, runId)).toMatchObject({
    annotations: 30,
    suspicions: [
      {
        kind: 'normalised',
        share: 1,
        count: 30,
        title: '100 % of the shapes look like parts of the image from 0 to 1.',
        remedy: expect.stringContaining('The contract wants pixels'),
      },
    ],
  });
});

test('numbers are judged as they came, though shapes are scaled back to the whole image (fault D2)', async () => {
  const connection = { maximumImageSide: 100 };
  const runId = await runOver({ boxes: normalised, widths: [400, 401], connection });
  expect((await readSummary(hub, runId)).suspicions).toMatchObject([
    { kind: 'normalised', count: 20 },
  ]);
});

test('numbers are judged as they came where results are used again (fault D2)', async () => {
  const connection = { maximumImageSide: 100 };
  const options = { boxes: normalised, widths: [400, 401], connection, again: true };
  const found = await readSummary(hub, await runOver(options));
  expect(found.reused).toBe(2);
  expect(found.suspicions).toMatchObject([{ kind: 'normalised', count: 20 }]);
});

test('corners in the place of sizes are suspected over the whole run, pixels are not (fault D2)', async () => {
  const [wrong, right] = await Promise.all([
    runOver({ boxes: corners, widths: [400, 401, 402] }),
    runOver({ boxes: pixels, widths: [400, 401, 402] }),
  ]);
  expect((await readSummary(hub, wrong)).suspicions).toMatchObject([
    { kind: 'corners', share: 1, count: 30 },
  ]);
  expect((await readSummary(hub, right)).suspicions).toEqual([]);
});

test('items that are tried again are counted once (fault D2)', async () => {
  const runId = await runOver({ boxes: normalised, widths: [400, 401, 402], refused: 2 });
  expect((await readSummary(hub, runId)).suspicions).toEqual([]);
  await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
  const succeeded = async () => (await readRun(hub, runId)).counts.succeeded;
  await expect.poll(succeeded, { timeout: 25_000 }).toBe(3);
  expect((await readSummary(hub, runId)).suspicions).toMatchObject([{ count: 30 }]);
});
