import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { listItems, readItem, startRun, waitForEnd } from './testing/start-run.ts';

/** How images reach a model, what it sees there, and where its answer lies in the whole image. */

let model: Server;
let hub: TestHub;
let modelUrl: string;
let pictures: Server;
let picturesUrl: string;
/** The image of the last call: its bytes, wherever the request said they are. */
let seen: { width: number; height: number; leftHalf: string };
let spoken: object;

beforeAll(async () => {
  pictures = createServer(async (request, response) => {
    response.setHeader('content-type', 'image/jpeg');
    response.end(await picture(request.url === '/turned.jpg' ? 6 : 1));
  });
  model = createServer(async (request, response) => {
    const { image } = (await json(request)) as { image: { base64?: string; url?: string } };
    const bytes = image.url
      ? Buffer.from(await (await fetch(image.url)).arrayBuffer())
      : Buffer.from(image.base64 ?? '', 'base64');
    const { width, height, orientation = 1 } = await sharp(bytes).metadata();
    const [red = 0] = await sharp(bytes).removeAlpha().raw().toBuffer();
    seen = { width, height, leftHalf: orientation === 1 && red > 200 ? 'red' : 'other' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(spoken));
  });
  modelUrl = await listen(model);
  picturesUrl = await listen(pictures);
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  hub.listenAt(await hub.app.listen({ host: '127.0.0.1', port: 0 }));
  await hub.startWorkers();
});
afterAll(async () => {
  await hub.end();
  for (const server of [model, pictures]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  spoken = { status: 'succeeded', results: [] };
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** 80 × 40 as displayed, red on its left. Stored as it is displayed, or turned. */
async function picture(orientation: 1 | 6): Promise<Buffer> {
  const red = { create: { width: 40, height: 40, channels: 3, background: '#f00' } } as const;
  const shown = await sharp({ create: { ...red.create, width: 80, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const stored = orientation === 6 ? sharp(shown).rotate(270) : sharp(shown);
  return stored.jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer();
}

/** A dataset of one image: uploaded, or imported from its address. */
async function importPicture(name: 'upright' | 'turned', how: 'file' | 'address'): Promise<string> {
  const dataset = `${name} by ${how} ${crypto.randomUUID()}`;
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: dataset });
  const format = how === 'file' ? 'files' : 'urls-csv';
  const file: Record<string, string | Uint8Array> =
    how === 'file'
      ? { 'a.jpg': await picture(name === 'turned' ? 6 : 1) }
      : { 'list.csv': `url\n${picturesUrl}/${name}.jpg\n` };
  const url = `/api/v1/datasets/${body.id}/import?format=${format}`;
  expect(await hub.upload(url, file)).toMatchObject({ status: 200, body: { imported: 1 } });
  return body.id;
}

/** Runs the model over the dataset and reads its one item. */
async function runOver(datasetId: string, connection: object) {
  const { status, body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `Model ${crypto.randomUUID()}`,
    protocol: 'v7',
    connection: { url: modelUrl, ...connection },
    ontology: { tools: [], classifications: [] },
    limits: { maximumAttempts: 1 },
  });
  expect(status).toBe(201);
  const runId = await startRun(hub, body.model.id, datasetId);
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  const detail = await readItem(hub, item?.id ?? '');
  expect(detail.problem).toBeNull();
  const [exchange] = detail.exchanges;
  return { detail, exchange, request: exchange?.request.body as { image: { url?: string } } };
}

test.each([
  ['base64', 'upright', 'file', 'base64', null],
  ['base64', 'turned', 'file', 'base64', null],
  ['hub-url', 'upright', 'file', 'hub-url', null],
  ['hub-url', 'turned', 'address', 'hub-url', null],
  ['original-url', 'upright', 'address', 'original-url', null],
  ['original-url', 'upright', 'file', 'hub-url', /uploaded/],
  ['original-url', 'turned', 'address', 'hub-url', /orientation 6/],
  ['url', 'upright', 'address', 'original-url', null],
] as const)(
  'a connection that wants %s sees an image that lies %s, imported by %s, upright, and how is recorded',
  async (imageDelivery, name, how, delivery, reason) => {
    const datasetId = await importPicture(name, how);
    const { exchange, request } = await runOver(datasetId, { imageDelivery });
    expect(seen).toEqual({ width: 80, height: 40, leftHalf: 'red' });
    expect(exchange?.image).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      orientation: name === 'turned' ? 6 : 1,
      width: 80,
      height: 40,
      scale: 1,
      delivery,
      deliveryReason: reason === null ? null : expect.stringMatching(reason),
    });
    if (delivery === 'original-url') expect(request.image.url).toBe(`${picturesUrl}/${name}.jpg`);
    if (delivery === 'hub-url') expect(request.image.url).toMatch(/&signature=\[redacted\]$/);
  },
);

test('what a model draws on an image that was scaled down lies in the whole image', async () => {
  const box = { x: 2, y: 1, w: 8, h: 4 };
  const base = { name: 'red', label: 'red', confidence: 1 };
  spoken = { status: 'succeeded', results: [{ ...base, bounding_box: box }] };
  const datasetId = await importPicture('turned', 'file');
  const { detail, exchange } = await runOver(datasetId, {
    imageDelivery: 'hub-url',
    maximumImageSide: 20,
  });
  expect(seen).toEqual({ width: 20, height: 10, leftHalf: 'red' });
  expect(exchange?.image).toMatchObject({ width: 20, height: 10, scale: 0.25, orientation: 6 });
  expect(detail.prediction?.annotations).toMatchObject([
    { kind: 'bounding_box', box: { x: 8, y: 4, width: 32, height: 16 } },
  ]);
  expect(detail.prediction?.warnings.map(({ code }) => code)).toEqual(['CLASS_UNKNOWN']);
});

test('a mask of an image that was scaled down is drawn in the size of the whole one', async () => {
  const half = encodeRunLength(new Uint8Array(20 * 10).fill(1, 0, 100), [10, 20]);
  spoken = { red: { masks: [half], scores: [1] } };
  const server = createServer(async (request, response) => {
    await json(request);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(spoken));
  });
  const url = await listen(server);
  const { body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: 'Masks',
    protocol: 'foundry',
    connection: { url: `${url}/predict`, maximumImageSide: 20 },
    ontology: { tools: [{ kind: 'mask', name: 'red' }] },
    dataRowTypes: ['image'],
  });
  const runId = await startRun(hub, body.model.id, await importPicture('upright', 'file'));
  await waitForEnd(hub, runId);
  server.close();
  const [item] = await listItems(hub, runId);
  const { prediction, problem } = await readItem(hub, item?.id ?? '');
  expect(problem).toBeNull();
  const drawn: Annotation[] = prediction?.annotations ?? [];
  expect(drawn).toMatchObject([
    { mask: encodeRunLength(new Uint8Array(80 * 40).fill(1, 0, 1600), [40, 80]) },
  ]);
});

test('the record of a call from before deliveries were recorded is still read', async () => {
  const { detail } = await runOver(await importPicture('upright', 'file'), {});
  await hub.database.pool.query(
    `update calls set image = image::jsonb - '{scale,delivery,deliveryReason}'::text[]`,
  );
  const [exchange] = (await readItem(hub, detail.id)).exchanges;
  expect(exchange?.image).toMatchObject({ width: 80, scale: 1, delivery: null });
});
