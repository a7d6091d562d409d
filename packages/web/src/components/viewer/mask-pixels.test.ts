import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import { expect, test } from 'vitest';
import { paintMask } from './mask-pixels.ts';

test('only the set pixels get the colour, row by row within the bounds', () => {
  // 2 rows, 3 columns; set are (1, 0), (1, 1) and (2, 0).
  const mask = encodeRunLength(Uint8Array.of(0, 0, 1, 1, 1, 0), [2, 3]);
  const pixels = paintMask(mask, { x: 1, y: 0, width: 2, height: 2 }, '#ff8001');
  const colour = [255, 128, 1, 255];
  expect([...pixels]).toEqual([...colour, ...colour, ...colour, 0, 0, 0, 0]);
});
