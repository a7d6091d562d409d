import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

/** Addresses of images as a model gets and uses them: signed by a hub that listens, fetched without a login. */

let hub: TestHub;
let hash: string;
beforeAll(async () => {
  hub = await createTestHub();
  hub.listenAt('http://127.0.0.1:7400');
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name: 'Images' });
  await hub.upload(`/api/v1/datasets/${body.id}/import?format=files`, {
    'turned.jpg': await picture(6),
    'upright.jpg': await picture(1),
  });
  const rows = await hub.ask<{ items: { globalKey: string; asset: { hash: string } }[] }>(
    'GET',
    `/api/v1/datasets/${body.id}/data-rows`,
  );
  hash = rows.body.items.find(({ globalKey }) => globalKey === 'turned.jpg')?.asset.hash ?? '';
});
afterAll(() => hub.end());
afterEach(() => vi.useRealTimers());

function picture(orientation: number): Promise<Buffer> {
  return sharp({ create: { width: 80, height: 40, channels: 3, background: '#08f' } })
    .jpeg()
    .withMetadata({ orientation })
    .toBuffer();
}

function write(changes: object = {}): URL {
  const image = { hash, orientation: 6, width: 40, height: 80, isScaled: false, ...changes };
  return new URL(hub.imageAddresses.write(image));
}

async function fetchImage(url: URL | string) {
  const { pathname, search, host } = new URL(url);
  return hub.app.inject({ url: `${pathname}${search}`, headers: { host } });
}

test('an address gives out the upright image to whoever has it, without a login', async () => {
  const url = write();
  expect(url.host).toBe('127.0.0.1:7400');
  const answer = await fetchImage(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  const { width, height, orientation } = await sharp(answer.rawPayload).metadata();
  expect([width, height, orientation ?? 1]).toEqual([40, 80, 1]);
});

test('an address of a scaled image gives it out scaled', async () => {
  const answer = await fetchImage(write({ width: 10, height: 20, isScaled: true }));
  const { width, height } = await sharp(answer.rawPayload).metadata();
  expect([width, height]).toEqual([10, 20]);
});

test.each([
  [
    'another image',
    (url: URL) => url.href.replace(hash, hash.replace(/^./, hash[0] === 'a' ? 'b' : 'a')),
  ],
  ['another orientation', (url: URL) => url.href.replace('orientation=6', 'orientation=1')],
  ['another size', (url: URL) => url.href.replace('size=40x80', 'size=9999x9999')],
  ['a later end', (url: URL) => url.href.replace(/expires=\d/, 'expires=9')],
  [
    'another signature',
    (url: URL) => `${url.href.slice(0, -1)}${url.href.endsWith('A') ? 'E' : 'A'}`,
  ],
  ['a cut signature', (url: URL) => url.href.slice(0, -5)],
  ['no signature', (url: URL) => url.href.replace(/&signature.*/, '')],
  ['a second signature', (url: URL) => `${url.href}&signature=x`],
  ['no query at all', (url: URL) => `${url.origin}${url.pathname}`],
  ['no hash', (url: URL) => `${url.origin}/images/..%2f..%2fsecret-key${url.search}`],
])('with %s it is refused', async (_what, change) => {
  const answer = await fetchImage(change(write()));
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: 'URL_SIGNATURE_INVALID' });
});

test('it is good for two hours and not a minute longer, and then says so', async () => {
  const url = write();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 119 * 60_000 });
  expect((await fetchImage(url)).statusCode).toBe(200);
  vi.setSystemTime(Date.now() + 2 * 60_000);
  const answer = await fetchImage(url);
  expect(answer.statusCode).toBe(410);
  expect(answer.json()).toMatchObject({
    code: 'URL_EXPIRED',
    message: expect.stringMatching(/was good until 20\d\d-/),
  });
});

test('a hub with another secret key does not know the address', async () => {
  const other = await createTestHub();
  const { pathname, search } = write();
  const answer = await other.app.inject({ url: `${pathname}${search}` });
  await other.end();
  expect(answer.statusCode).toBe(403);
});

test('an image that is gone from the storage is told', async () => {
  const answer = await fetchImage(write({ hash: 'ab'.repeat(32) }));
  expect(answer.json()).toMatchObject({ code: 'STORAGE_ASSET_MISSING' });
});

test('a hub that does not listen and has no public URL says what it needs', async () => {
  const silent = await createTestHub();
  const image = { hash, orientation: 1, width: 1, height: 1, isScaled: false };
  expect(() => silent.imageAddresses.write(image)).toThrow(/PATCHBAY_PUBLIC_URL/);
  await silent.end();
});
