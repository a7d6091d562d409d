import { expect, test } from 'vitest';
import { boxBetween, fitBox, handles, moveBox, placeHandle, resizeBox } from './region.ts';

const image = { width: 100, height: 50 };
const box = { x: 10, y: 10, width: 20, height: 20 };

test('a box is drawn from any corner to the other, in whole pixels within the image', () => {
  const wanted = { x: 10, y: 5, width: 20, height: 10 };
  expect(boxBetween({ x: 10.4, y: 5.2 }, { x: 29.8, y: 15 }, image)).toEqual(wanted);
  expect(boxBetween({ x: 29.8, y: 5.2 }, { x: 10.4, y: 15 }, image)).toEqual(wanted);
  expect(boxBetween({ x: -30, y: -30 }, { x: 300, y: 300 }, image)).toEqual({
    x: 0,
    y: 0,
    ...image,
  });
});

test('a box has one pixel at least, also at the far edge', () => {
  expect(boxBetween({ x: 100, y: 50 }, { x: 100, y: 50 }, image)).toEqual({
    x: 99,
    y: 49,
    width: 1,
    height: 1,
  });
});

test('a box is moved no further than to the edges, and keeps its size', () => {
  expect(moveBox(box, { x: 5, y: -3 }, image)).toEqual({ ...box, x: 15, y: 7 });
  expect(moveBox(box, { x: 500, y: 500 }, image)).toEqual({ ...box, x: 80, y: 30 });
});

test('each handle moves its own sides, and goes past the other side', () => {
  expect(resizeBox(box, 'se', { x: 50, y: 40 }, image)).toEqual({ ...box, width: 40, height: 30 });
  expect(resizeBox(box, 'n', { x: 99, y: 0 }, image)).toEqual({ ...box, y: 0, height: 30 });
  expect(resizeBox(box, 'e', { x: 4, y: 0 }, image)).toEqual({ ...box, x: 4, width: 6 });
  const places = handles.map((handle) => resizeBox(box, handle, placeHandle(box, handle), image));
  expect(places).toEqual(handles.map(() => box));
});

test('typed numbers are brought within the image', () => {
  expect(fitBox({ x: 90, y: 2.4, width: 400, height: 0 }, image)).toEqual({
    x: 90,
    y: 2,
    width: 10,
    height: 1,
  });
});
