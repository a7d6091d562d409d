import { expect, test } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import type { Box } from '../geometry/box.ts';
import { addCoordinates, countCoordinates } from './coordinate-counts.ts';
import { findSuspicions } from './coordinate-suspicion.ts';

const large = { width: 1200, height: 800 };
const range = (count: number) => Array.from({ length: count }, (_, index) => index / count);

function drawBox(box: Box): Annotation {
  return { kind: 'bounding_box', class: 'a', confidence: 1, box };
}

/** Boxes all over the image, from parts of 1. */
function spread(count: number, toBox: (x: number, y: number) => Box): Annotation[] {
  return range(count).map((part) => drawBox(toBox(0.8 * part, 0.8 * ((part * 7) % 1))));
}

const pixels = (x: number, y: number) => ({
  x: x * large.width,
  y: y * large.height,
  width: 0.1 * large.width,
  height: 0.1 * large.height,
});
const normalised = (x: number, y: number) => ({ x, y, width: 0.1, height: 0.1 });
const percent = (x: number, y: number) => ({ x: 100 * x, y: 100 * y, width: 10, height: 10 });
const corners = (x: number, y: number) => ({
  x: x * large.width,
  y: y * large.height,
  width: (x + 0.1) * large.width,
  height: (y + 0.1) * large.height,
});

function suspect(annotations: readonly Annotation[], image = large) {
  return findSuspicions(countCoordinates(annotations, image));
}

test.each([
  ['normalised', normalised],
  ['percent', percent],
  ['corners', corners],
] as const)('boxes that are %s are suspected, and of nothing else (fault D2)', (kind, toBox) => {
  expect(suspect(spread(40, toBox))).toMatchObject([{ kind, share: 1, count: 40 }]);
});

test('boxes in pixels are not suspected (fault D2)', () => {
  expect(suspect(spread(400, pixels))).toEqual([]);
});

test('more than 95 of 100 must look so, and the share is never rounded up (fault D2)', () => {
  const some = (count: number) => [...spread(count, normalised), ...spread(1000 - count, pixels)];
  expect(suspect(some(950))).toEqual([]);
  const [suspicion] = suspect(some(989));
  expect(suspicion).toMatchObject({ kind: 'normalised', share: 0.989, count: 989 });
  expect(suspicion?.title).toBe('98 % of the shapes look like parts of the image from 0 to 1.');
});

test('of fewer than 20 shapes nothing is said (fault D2)', () => {
  expect(suspect(spread(19, normalised))).toEqual([]);
  expect(suspect(spread(20, normalised))).toHaveLength(1);
});

test('answers are judged together, each by the size of its own image (fault D2)', () => {
  const one = countCoordinates(spread(1, normalised), large);
  const tiny = countCoordinates(spread(1, normalised), { width: 31, height: 900 });
  expect(tiny).toEqual({});
  const all = addCoordinates([...range(20).map(() => one), ...range(500).map(() => tiny)]);
  expect(findSuspicions(all)).toMatchObject([{ kind: 'normalised', count: 20 }]);
});

test('small numbers on small images are not percent, nor large boxes in the corner corners', () => {
  expect(suspect(spread(40, percent), { width: 120, height: 120 })).toEqual([]);
  const frames = range(40).map(() => drawBox({ x: 0, y: 0, ...large }));
  expect(suspect(frames)).toEqual([]);
});

test('boxes that lie beyond the edge, but are no corners, are not suspected', () => {
  const beyond = spread(40, (x, y) => ({ ...pixels(x, y), x: 0.98 * large.width }));
  expect(suspect(beyond)).toEqual([]);
});

test('boxes of nothing but zeros, masks and answers say nothing of the unit', () => {
  const nothing = { x: 0, y: 0, width: 0, height: 0 };
  const others: Annotation[] = [
    drawBox(nothing),
    { kind: 'mask', class: 'a', confidence: 1, mask: { size: [3, 5], counts: '41205' } },
    { kind: 'tag', class: 'a', confidence: 1 },
  ];
  expect(countCoordinates(others, large)).toEqual({});
});

test('points are looked at as boxes are (fault D2)', () => {
  const points = range(20).map(
    (part): Annotation => ({
      kind: 'point',
      class: 'a',
      confidence: 1,
      point: { x: part, y: 0.5 },
    }),
  );
  expect(suspect(points)).toMatchObject([{ kind: 'normalised', count: 20 }]);
});
