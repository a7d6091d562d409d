import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { colourFinder, startColourFinder } from './colour-finder.ts';
import { askModel } from './testing/ask-model.ts';

let server: Awaited<ReturnType<typeof startColourFinder>>;
beforeAll(async () => {
  server = await startColourFinder();
});
afterAll(() => server.close());

/** A grey picture with rectangles on it. */
async function paint(...patches: readonly { colour: string; x: number; y: number }[]) {
  const background = { r: 128, g: 128, b: 128 };
  const patch = async ({ colour, x, y }: (typeof patches)[number]) => ({
    input: await sharp({
      create: { width: 160, height: 80, channels: 3, background: colour },
    })
      .png()
      .toBuffer(),
    left: x,
    top: y,
  });
  return await sharp({ create: { width: 640, height: 320, channels: 3, background } })
    .composite(await Promise.all(patches.map(patch)))
    .png()
    .toBuffer();
}

async function find(bytes: Buffer) {
  return await askModel(colourFinder, {
    protocol: 'v7',
    connection: { url: server.url },
    row: { type: 'image', bytes, size: { width: 640, height: 320 } },
  });
}

test('a patch is boxed in pixels of the picture, and named by its colour', async () => {
  const found = await find(
    await paint({ colour: '#d01010', x: 80, y: 40 }, { colour: '#1030d0', x: 400, y: 200 }),
  );
  expect(found).toMatchObject([
    { kind: 'bounding_box', class: 'Red' },
    { kind: 'bounding_box', class: 'Blue' },
  ]);
  const [red] = found;
  if (red?.kind !== 'bounding_box') throw new Error('There is no box.');
  expect(Math.abs(red.box.x - 80)).toBeLessThanOrEqual(4);
  expect(Math.abs(red.box.width - 160)).toBeLessThanOrEqual(8);
  expect(red.confidence).toBeGreaterThan(0.6);
});

test('in a grey picture nothing is found', async () => {
  expect(await find(await paint())).toEqual([]);
});

test.each([
  ['#e08010', 'Orange'],
  ['#d8d010', 'Yellow'],
  ['#10b020', 'Green'],
  ['#9010c0', 'Purple'],
  ['#d01040', 'Red'],
])('%s is called %s', async (colour, name) => {
  expect(await find(await paint({ colour, x: 8, y: 8 }))).toMatchObject([{ class: name }]);
});
