import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunLength } from '../run-length.ts';
import { drawBitmap } from './draw-bitmap.ts';

/** What pycocotools says of masks, pairs of them, and polygons. */
interface Golden {
  masks: {
    size: [height: number, width: number];
    bitmap: string;
    counts: string;
    area: number;
    box: [x: number, y: number, width: number, height: number];
  }[];
  pairs: {
    one: number;
    other: number;
    iou: number;
    iouWithCrowd: number;
    union: string;
    intersection: string;
  }[];
  polygons: { size: [number, number]; polygon: number[]; counts: string; area: number }[];
  boxes: { size: [number, number]; box: [number, number, number, number]; counts: string }[];
}

const path = join(import.meta.dirname, '../fixtures/pycocotools.json');
const golden: Golden = JSON.parse(readFileSync(path, 'utf8'));

/** Masks with their bitmap, column by column. */
export const pycocoMasks = golden.masks.map(({ size, counts, area, bitmap, box }) => {
  const width = size[1];
  const rows = Array.from({ length: size[0] }, (_, y) =>
    bitmap.slice(y * width, (y + 1) * width).replaceAll('1', '#'),
  );
  const mask: RunLength = { size, counts };
  return { mask, bitmap: drawBitmap(rows).bitmap, area, box };
});

/** Pairs of those masks. */
export const pycocoPairs = golden.pairs.map(({ one, other, ...pair }) => {
  const [first, second] = [pycocoMasks[one]?.mask, pycocoMasks[other]?.mask];
  if (!first || !second) throw new Error(`The fixture has no pair ${one}, ${other}`);
  return { ...pair, one: first, other: second };
});
/** Polygons of one ring with the mask that they are drawn as. */
export const pycocoPolygons = golden.polygons.map(({ size, polygon, counts, area }) => {
  const mask: RunLength = { size, counts };
  const ring = Array.from({ length: polygon.length / 2 }, (_, index) => ({
    x: polygon[index * 2] ?? Number.NaN,
    y: polygon[index * 2 + 1] ?? Number.NaN,
  }));
  return { ring, mask, area };
});

/** Boxes with the mask that they are drawn as. */
export const pycocoBoxes = golden.boxes.map(({ size, box: [x, y, width, height], counts }) => {
  const mask: RunLength = { size, counts };
  return { box: { x, y, width, height }, mask };
});
