import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import { expect, test } from 'vitest';
import { type Conduct, requireProtocol } from '../testing/check-server.ts';
import { brokenRules, checkServer } from '../testing/run-test-check.ts';

/** The rules that are broken by a model which draws these boxes on pictures of a scene. */
async function judgeBoxes(draw: (width: number, height: number) => Box[]) {
  const conduct: Conduct = ({ about }, right) => {
    const [width = 0, height = 0] = about.split(' × ').map(Number);
    if (width < 640 || width > 2000) return right();
    const boxes = draw(width, height).map(
      (box, index): Annotation => ({
        kind: 'bounding_box',
        class: 'house',
        confidence: 0.9 - index / 100,
        box,
      }),
    );
    return right(boxes);
  };
  const server = { protocol: requireProtocol('v7'), knowledge: 'boxes', token: 'in' } as const;
  return brokenRules(await checkServer({ ...server, conduct }));
}

test.each<[string, (width: number, height: number) => Box[]]>([
  [
    'small things in the corner, which grow with the picture',
    (w, h) => [{ x: w * 0.01, y: h * 0.01, width: w * 0.04, height: h * 0.04 }],
  ],
  ['a frame around the whole picture', (width, height) => [{ x: 0, y: 0, width, height }]],
  [
    'a thing far on the right that is longer than its distance from the edge',
    (w, h) => [{ x: w * 0.45, y: h * 0.45, width: w * 0.5, height: h * 0.5 }],
  ],
  ['nothing at all', () => []],
])('boxes that are right are not suspected: %s (fault D2)', async (_, draw) => {
  expect(await judgeBoxes(draw)).toEqual([]);
});

test('boxes that reach a little beyond the edge are only outside', async () => {
  const draw = (w: number, h: number) => [
    { x: w * 0.1, y: h * 0.1, width: w * 0.2, height: h * 0.2 },
    { x: w * 0.4, y: h * 0.4, width: w * 0.63, height: h * 0.5 },
  ];
  expect(await judgeBoxes(draw)).toEqual([['geometry-inside', 'warned']]);
});

test('thousandths of the width and height are found by their not growing with the picture (fault D2)', async () => {
  const draw = () => [{ x: 100, y: 200, width: 300, height: 400 }];
  expect(await judgeBoxes(draw)).toEqual([['geometry-scale', 'failed']]);
});

test('percent that vary a little from size to size are found all the same (fault D2)', async () => {
  const draw = (width: number) => [
    { x: 8, y: 9, width: 15.4 + width / 2000, height: 20 },
    { x: 52 + width / 1000, y: 40, width: 36, height: 50.2 },
  ];
  expect(await judgeBoxes(draw)).toEqual([['geometry-percent', 'failed']]);
});

test('normalised boxes are found though one of many is in pixels (fault D2)', async () => {
  const draw = () => [
    ...Array.from({ length: 24 }, (_, index) => ({
      x: index / 30,
      y: 0.1,
      width: 0.1,
      height: 0.1,
    })),
    { x: 300, y: 200, width: 100, height: 100 },
  ];
  expect(await judgeBoxes(draw)).toEqual([['geometry-normalised', 'failed']]);
});
