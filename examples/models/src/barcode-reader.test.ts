import { readFileSync } from 'node:fs';
import { boxAround, boxIou } from '@patchbay/core/geometry/box.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundTruthSchema, type KnownImage } from '../../datasets/ground-truth.ts';
import { measureConfidence } from './barcode-reader/symbology.ts';
import { barcodeReader, startBarcodeReader } from './barcode-reader.ts';
import { askModel } from './testing/ask-model.ts';

const labels = new URL('../../datasets/labels/', import.meta.url);
const { images } = groundTruthSchema.parse(
  JSON.parse(readFileSync(new URL('ground-truth.json', labels), 'utf8')),
);

let server: Awaited<ReturnType<typeof startBarcodeReader>>;
beforeAll(async () => {
  server = await startBarcodeReader();
});
afterAll(() => server.close());

function ask(image: KnownImage, protocol = 'v7', url = server.url) {
  const bytes = readFileSync(new URL(image.file, labels));
  return askModel(barcodeReader, {
    protocol,
    connection: { url },
    row: { type: 'image', bytes, size: { width: image.width, height: image.height } },
  });
}

describe('on the pictures of the example dataset', () => {
  const answers = new Map<KnownImage, Awaited<ReturnType<typeof ask>>>();
  beforeAll(async () => {
    for (const image of images) answers.set(image, await ask(image));
  }, 120_000);

  /** The outlines that were answered for the known codes, beside the true ones. */
  function matchCodes() {
    return [...answers].flatMap(([image, annotations]) =>
      image.codes.map((code) => {
        const read = annotations.find(
          (annotation) =>
            annotation.kind === 'polygon' &&
            annotation.class === code.class &&
            annotation.text === code.text,
        );
        return { code, ring: read?.kind === 'polygon' ? (read.rings[0] ?? []) : null };
      }),
    );
  }

  test('nine of ten known codes are read', () => {
    const matches = matchCodes();
    const read = matches.filter(({ ring }) => ring !== null);
    expect(matches.length).toBeGreaterThan(40);
    expect(read.length / matches.length).toBeGreaterThan(0.9);
  });

  test('nothing is read that is not there, and nothing twice', () => {
    for (const [image, annotations] of answers) {
      const read = annotations.filter(({ kind }) => kind === 'polygon');
      const known = image.codes.map(({ class: name, text }) => `${name} ${text}`);
      const said = read.map((one) => `${one.class} ${one.kind === 'polygon' ? one.text : ''}`);
      expect(known).toEqual(expect.arrayContaining(said));
      expect(read.length).toBeLessThanOrEqual(image.codes.length);
    }
  });

  test('outlines lie on the codes, tilted linear ones included', () => {
    for (const { code, ring } of matchCodes()) {
      if (ring === null) continue;
      expect(boxIou(boxAround(ring), boxAround(code.polygon))).toBeGreaterThan(0.85);
    }
  });

  test('each outline comes with its box', () => {
    for (const annotations of answers.values()) {
      const boxes = annotations.filter((annotation) => annotation.kind === 'bounding_box');
      const outlines = annotations.filter((annotation) => annotation.kind === 'polygon');
      expect(boxes.map(({ box }) => box)).toEqual(
        outlines.map(({ rings }) => boxAround(rings.flat())),
      );
    }
  });
});

test('the classes are offered in both kinds', async () => {
  const response = await fetch(`${server.url}/classes`);
  const classes = await response.json();
  expect(classes).toContainEqual({ name: 'QR Code', type: 'polygon' });
  expect(classes).toContainEqual({ name: 'QR Code', type: 'bounding_box' });
});

test('the other protocol of images gets the same outlines and boxes', async () => {
  const image = images.find(({ codes }) => codes.length > 1);
  if (!image) throw new Error('The dataset has no picture with several codes.');
  const annotations = await ask(image, 'foundry', `${server.url}/predict`);
  expect(annotations.map(({ kind }) => kind)).toEqual(
    image.codes.flatMap(() => ['polygon', 'bounding_box']),
  );
});

test('of a region that is meant, only what lies in it is read, where it lies in the whole', async () => {
  const image = images.find(({ codes }) => codes.length > 1);
  const [code] = image?.codes ?? [];
  if (!image || !code) throw new Error('The dataset has no picture with several codes.');
  const { x, y, width: w, height: h } = boxAround(code.polygon);
  const bbox = { x: x - 20, y: y - 20, w: w + 40, h: h + 40 };
  const bytes = readFileSync(new URL(image.file, labels));
  const response = await fetch(`${server.url}/infer`, {
    method: 'POST',
    body: JSON.stringify({
      image: { base64: bytes.toString('base64') },
      params: { bbox, id: 'r1' },
    }),
  });
  const { results } = (await response.json()) as {
    results: { bounding_box?: { x: number; y: number; w: number; h: number } }[];
  };
  const boxes = results.flatMap(({ bounding_box: found }) =>
    found ? [{ x: found.x, y: found.y, width: found.w, height: found.h }] : [],
  );
  const [box] = boxes;
  if (!box || boxes.length > 1) throw new Error(`There are ${boxes.length} boxes.`);
  expect(boxIou(box, boxAround(code.polygon))).toBeGreaterThan(0.85);
});

test('a damaged picture is a failure in words', async () => {
  const bytes = readFileSync(new URL('label-01.jpg', labels)).subarray(0, 20_000);
  const response = await fetch(`${server.url}/infer`, {
    method: 'POST',
    body: JSON.stringify({ image: { base64: bytes.toString('base64') } }),
  });
  expect(await response.json()).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('cannot be decoded'),
  });
});

test('confidence follows from the check of the symbology and the scan lines that agree', () => {
  expect(measureConfidence('QR Code', 0)).toBe(1);
  expect(measureConfidence('EAN-13', 2)).toBeCloseTo(0.95);
  expect(measureConfidence('Code 128', 2)).toBeGreaterThan(measureConfidence('EAN-13', 2));
  expect(measureConfidence('Code 39', 2)).toBe(0.5);
  expect(measureConfidence('Code 39', 10)).toBeGreaterThan(0.99);
});
