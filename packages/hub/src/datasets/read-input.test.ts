import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImagePart } from '@patchbay/core/data-row/content-part.ts';
import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import { defaultVideoSampling } from '@patchbay/core/data-row/video-sampling.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import type { DataRow } from './data-row.ts';
import { createImageAddresses } from './image-addresses.ts';
import { readImage } from './import/read-image.ts';
import { toConversationFields, toTextFields } from './import/row-fields.ts';
import type { ImageWish } from './prepare-image.ts';
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

/** Rows of this file are no videos. */
const videos = {
  async sample(): Promise<Outcome<StoredFrame[]>> {
    throw new Error('not a video');
  },
};

const asBytes: ImageWish = { delivery: 'base64', maximumSide: null };

function read(row: DataRow, wish: Partial<ImageWish> = {}) {
  const addresses = createImageAddresses({
    key: Buffer.alloc(32, 7),
    publicUrl: 'https://hub.example.org/patchbay/',
  });
  const images = { ...asBytes, ...wish };
  return readInput(
    row,
    { images, video: 'frames', sampling: defaultVideoSampling },
    { storage, addresses, videos },
  );
}

async function sentSource(row: DataRow, wish: Partial<ImageWish> = {}) {
  const prepared = await read(row, wish);
  const input = prepared.ok ? prepared.value.input() : null;
  if (!prepared.ok || input?.type !== 'image') throw new Error('No image was sent.');
  return { source: input.source, ...prepared.value };
}

async function sentBytes(row: DataRow, wish: Partial<ImageWish> = {}): Promise<Buffer> {
  const { source } = await sentSource(row, wish);
  if (source.kind !== 'base64') throw new Error('No bytes were sent.');
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
  expect(await read(row)).toMatchObject({
    ok: true,
    value: {
      row: { type: 'image', size: { width: 40, height: 80 } },
      fullSize: { width: 40, height: 80 },
      image: {
        hash: row.assetHash,
        orientation: 6,
        width: 40,
        height: 80,
        scale: 1,
        delivery: 'base64',
        deliveryReason: null,
      },
    },
  });
});

test.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
  'a %s larger than the model takes is sent upright in the size that fits',
  async (format) => {
    const { row } = await storeImage(format, 6);
    const { source, ...prepared } = await sentSource(row, { maximumSide: 20 });
    expect(prepared).toMatchObject({
      row: { type: 'image', size: { width: 10, height: 20 } },
      fullSize: { width: 40, height: 80 },
      image: { orientation: 6, width: 10, height: 20, scale: 0.25 },
    });
    expect(source).toMatchObject({ mediaType: `image/${format}` });
    const facts = await sharp(await sentBytes(row, { maximumSide: 20 })).metadata();
    expect(facts).toMatchObject({ format, width: 10, height: 20 });
  },
);

test('an image that is small enough is not touched', async () => {
  const { bytes, row } = await storeImage('jpeg', 1);
  expect((await sentBytes(row, { maximumSide: 80 })).equals(bytes)).toBe(true);
});

test('by an address of the hub it is sent under the public URL, each time with a new one', async () => {
  const { row } = await storeImage('jpeg', 6);
  const { source, image } = await sentSource(row, { delivery: 'hub-url', maximumSide: 20 });
  expect(source).toEqual({
    kind: 'url',
    url: expect.stringMatching(
      `^https://hub.example.org/patchbay/images/${row.assetHash}\\?orientation=6&size=10x20&scaled=1&expires=\\d+&signature=[\\w-]{43}$`,
    ),
  });
  expect(image).toMatchObject({ delivery: 'hub-url', deliveryReason: null, scale: 0.25 });
});

const sourceUrl = 'https://images.example.org/a.jpg';

test('the original address is sent where the image lies there as people see it', async () => {
  const { row } = await storeImage('jpeg', 1);
  const sent = await sentSource({ ...row, sourceUrl }, { delivery: 'original-url' });
  expect(sent.source).toEqual({ kind: 'url', url: sourceUrl });
  expect(sent.image).toMatchObject({ delivery: 'original-url', deliveryReason: null });
});

test.each([
  ['was uploaded', 1, null, null, /uploaded/],
  ['lies turned', 3, sourceUrl, null, /orientation 3/],
  ['is larger than the model takes it', 1, sourceUrl, 20, /larger/],
] as const)(
  'where the image %s, an address of the hub is sent instead and the reason recorded',
  async (_what, orientation, address, maximumSide, reason) => {
    const { row } = await storeImage('jpeg', orientation);
    const wish = { delivery: 'original-url', maximumSide } as const;
    const { source, image } = await sentSource({ ...row, sourceUrl: address }, wish);
    expect(source).toMatchObject({
      kind: 'url',
      url: expect.stringContaining('https://hub.example.org/'),
    });
    expect(image).toMatchObject({
      delivery: 'hub-url',
      deliveryReason: expect.stringMatching(reason),
    });
  },
);

test('a file that is gone is the problem of its row', async () => {
  const { row } = await storeImage('png', 1);
  expect(await read({ ...row, assetHash: 'ab'.repeat(32) })).toMatchObject({
    ok: false,
    problem: { code: 'STORAGE_ASSET_MISSING', message: expect.stringContaining('"a"') },
  });
});

test('a page is given as its source, in which spans count', async () => {
  const row: DataRow = { ...kept, ...toTextFields('html', '<p>Grüße') };
  const prepared = await read(row);
  expect(prepared).toMatchObject({ value: { row: { type: 'html', text: '<p>Grüße' } } });
  expect(prepared.ok && prepared.value.input()).toEqual({ type: 'html', html: '<p>Grüße' });
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
  const prepared = await read(conversation);
  const input = prepared.ok ? prepared.value.input() : null;
  if (input?.type !== 'conversational') throw new Error('not read');
  const { turns, attachments } = input;
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
  const prepared = await read(row);
  expect(prepared).toMatchObject({ ok: true, value: { image: null, fullSize: null } });
  expect(prepared.ok && prepared.value.input()).toEqual({ type: 'text', text: 'Grüße 🎉' });
});
