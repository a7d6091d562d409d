import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImagePart } from '@patchbay/core/data-row/content-part.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import type { DataRow } from './data-row.ts';
import { readImage } from './import/read-image.ts';
import { toConversationFields, toTextFields } from './import/row-fields.ts';
import { readInput } from './read-input.ts';

let folder: string;
let storage: AssetStorage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-input-'));
  storage = await createFolderStorage(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const kept = {
  id: '0199a000-0000-7000-8000-000000000000',
  organisationId: '0199a000-0000-7000-8000-000000000001',
  datasetId: '0199a000-0000-7000-8000-000000000002',
  globalKey: 'a',
  sourceUrl: null,
  attachments: [],
  metadata: {},
  createdAt: new Date(),
};

/** A row whose image is red on its left half as stored, blue on its right. */
async function storeImage(format: 'jpeg' | 'png' | 'webp' | 'tiff', orientation: number) {
  const half = { create: { width: 40, height: 40, channels: 3, background: '#f00' } } as const;
  const bytes = await sharp({ create: { ...half.create, width: 80, background: '#00f' } })
    .composite([{ input: half, left: 0, top: 0 }])
    .toFormat(format)
    .withMetadata({ orientation })
    .toBuffer();
  const image = await readImage(bytes, 'a', storage);
  if (!image.ok) throw new Error(image.problem.message);
  const row: DataRow = { ...kept, ...image.value };
  return { bytes, row };
}

async function sentBytes(row: DataRow): Promise<Buffer> {
  const prepared = await readInput(row, 'base64', storage);
  if (!prepared.ok || prepared.value.input.type !== 'image') throw new Error('No image was sent.');
  const { source } = prepared.value.input;
  if (source.kind !== 'base64') throw new Error('No bytes were sent.');
  expect(source.mediaType).toBe(row.mediaType);
  return Buffer.from(source.base64, 'base64');
}

test('an image that lies upright is sent byte by byte', async () => {
  const { bytes, row } = await storeImage('jpeg', 1);
  expect((await sentBytes(row)).equals(bytes)).toBe(true);
});

test.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
  'a turned %s is sent upright, in its format, with the size of its row',
  async (format) => {
    const { row } = await storeImage(format, 6); // to be turned by 90° clockwise
    const sent = await sentBytes(row);
    expect(row).toMatchObject({ width: 40, height: 80, orientation: 6 });
    const facts = await sharp(sent).metadata();
    expect(facts).toMatchObject({ format, width: 40, height: 80 });
    expect(facts.orientation ?? 1).toBe(1);
    const pixels = await sharp(sent).removeAlpha().raw().toBuffer();
    const [top = 0] = pixels;
    expect(top).toBeGreaterThan(240); // the left, red, has come to the top
    expect(pixels.at(-1)).toBeGreaterThan(240); // and the right, blue, to the bottom
  },
);

test('what was done to the image is told with it', async () => {
  const { row } = await storeImage('png', 6);
  expect(await readInput(row, 'base64', storage)).toMatchObject({
    ok: true,
    value: {
      row: { type: 'image', size: { width: 40, height: 80 } },
      image: { hash: row.assetHash, orientation: 6, width: 40, height: 80 },
    },
  });
});

test('an address is given only where there is one and the image lies upright', async () => {
  const sourceUrl = 'https://images.example.org/a.jpg';
  const { row } = await storeImage('jpeg', 1);
  expect(await readInput({ ...row, sourceUrl }, 'url', storage)).toMatchObject({
    value: { input: { type: 'image', source: { kind: 'url', url: sourceUrl } } },
  });
  const unsupported = { ok: false, problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' } };
  expect(await readInput(row, 'url', storage)).toMatchObject(unsupported);
  const turned = await storeImage('jpeg', 3);
  expect(await readInput({ ...turned.row, sourceUrl }, 'url', storage)).toMatchObject(unsupported);
});

test('a file that is gone is the problem of its row', async () => {
  const { row } = await storeImage('png', 1);
  expect(await readInput({ ...row, assetHash: 'ab'.repeat(32) }, 'base64', storage)).toMatchObject({
    ok: false,
    problem: { code: 'STORAGE_ASSET_MISSING', message: expect.stringContaining('"a"') },
  });
});

test('a page is given as its source, in which spans count', async () => {
  const row: DataRow = { ...kept, ...toTextFields('html', '<p>Grüße') };
  expect(await readInput(row, 'base64', storage)).toMatchObject({
    value: { input: { type: 'html', html: '<p>Grüße' }, row: { type: 'html', text: '<p>Grüße' } },
  });
});

test('the images of a conversation and of attachments are given upright, in their places', async () => {
  const { row } = await storeImage('jpeg', 6);
  const image: ImagePart = {
    type: 'image',
    asset: { hash: row.assetHash, byteLength: row.byteLength, mediaType: row.mediaType },
    image: { width: 40, height: 80 },
    orientation: 6,
    sourceUrl: null,
  };
  const words = { type: 'text', text: 'What is this?' } as const;
  const conversation: DataRow = {
    ...kept,
    ...toConversationFields([{ role: 'user', id: 'm1', parts: [words, image] }]),
    attachments: [image, words],
  };
  const prepared = await readInput(conversation, 'base64', storage);
  if (!prepared.ok || prepared.value.input.type !== 'conversational') throw new Error('not read');
  const { turns, attachments } = prepared.value.input;
  const sent = { type: 'image', source: { kind: 'base64', mediaType: 'image/jpeg' } };
  expect(turns).toMatchObject([{ role: 'user', parts: [words, sent] }]);
  expect(attachments).toMatchObject([sent, words]);
  const [attached] = attachments ?? [];
  if (attached?.type !== 'image' || attached.source.kind !== 'base64') throw new Error('no image');
  const facts = await sharp(Buffer.from(attached.source.base64, 'base64')).metadata();
  expect([facts.width, facts.height, facts.orientation ?? 1]).toEqual([40, 80, 1]);
});

test('a text is given as it is', async () => {
  const row: DataRow = { ...kept, ...toTextFields('text', 'Grüße 🎉') };
  expect(await readInput(row, 'base64', storage)).toMatchObject({
    value: { input: { type: 'text', text: 'Grüße 🎉' }, image: null },
  });
});
