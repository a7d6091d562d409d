import { expect, test } from 'vitest';
import { fitViewport, isOnStage, panBy, toImage, toStage, zoomAt } from './viewport.ts';

const stage = { width: 800, height: 600 };

test('a wide image fills the width of the stage and stands in the middle of its height', () => {
  const viewport = fitViewport({ width: 1600, height: 400 }, stage, 0);
  expect(viewport).toEqual({ scale: 0.5, x: 0, y: 200 });
});

test('a tiny image is not blown up beyond fourfold', () => {
  expect(fitViewport({ width: 10, height: 10 }, stage).scale).toBe(4);
});

test('what lies under the pointer stays under it while zooming', () => {
  const pointer = { x: 321, y: 123 };
  const viewport = fitViewport({ width: 1000, height: 700 }, stage);
  const before = toImage(viewport, pointer);
  const after = toImage(zoomAt(viewport, pointer, 1.7), pointer);
  expect(after.x).toBeCloseTo(before.x);
  expect(after.y).toBeCloseTo(before.y);
});

test('zooming ends at a largest scale without moving the image further', () => {
  const viewport = { scale: 40, x: 5, y: 6 };
  expect(zoomAt(viewport, { x: 100, y: 100 }, 2)).toEqual(viewport);
});

test('places go to the stage and back', () => {
  const viewport = panBy(fitViewport({ width: 640, height: 480 }, stage), 17, -4);
  const back = toImage(viewport, toStage(viewport, { x: 33, y: 44 }));
  expect(back.x).toBeCloseTo(33);
  expect(back.y).toBeCloseTo(44);
});

test('a box is on the stage as long as any part of it is', () => {
  const viewport = { scale: 2, x: -100, y: 0 };
  expect(isOnStage(viewport, { x: 0, y: 0, width: 51, height: 10 }, stage)).toBe(true);
  expect(isOnStage(viewport, { x: 0, y: 0, width: 49, height: 10 }, stage)).toBe(false);
  expect(isOnStage(viewport, { x: 60, y: 301, width: 9, height: 9 }, stage)).toBe(false);
});
