import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import { expect, test } from 'vitest';
import { readRunLength } from './run-length.ts';

const image = { width: 3, height: 2 };
const packed = encodeRunLength(Uint8Array.of(0, 1, 1, 0, 0, 1), [2, 3]).counts;

test('packed counts and the list of them are the same mask (ambiguity 14, fault D8)', () => {
  const mask = { ok: true, value: { size: [2, 3], counts: packed }, warnings: [] };
  expect(readRunLength({ size: [2, 3], counts: packed }, image, '/m')).toEqual(mask);
  expect(readRunLength({ size: [2, 3], counts: [1, 2, 2, 1] }, image, '/m')).toEqual(mask);
});

test.each<[string, [number, number], string | number[], RegExp]>([
  ['another size (fault D7)', [4, 4], [16], /\[4, 4\].*\[2, 3\]/],
  ['width before height (fault D7)', [3, 2], [6], /swapped/],
  ['a size beyond memory (fault D7)', [2 ** 20, 2 ** 20], [0], /more than 100000000 pixels/],
  ['too few pixels (fault D5)', [2, 3], [1, 2], /fills 3 pixels; the image has 6/],
  ['too many pixels (fault D5)', [2, 3], [1, 9], /fills 10 pixels/],
  ['runs that overflow (fault D6)', [2, 3], [2 ** 32, 2 ** 32], /fills 8589934592 pixels/],
  ['no counts (fault D5)', [2, 3], [], /fills 0 pixels/],
  ['characters of no count (fault D6)', [2, 3], '12é', /character 2/i],
  ['a number that does not end (fault D6)', [2, 3], 'o', /does not end/i],
  ["the text of Python's bytes (fault D8)", [2, 3], "b'12'", /decode\('ascii'\)/],
])('a mask is refused with the reason: %s', (_, size, counts, reason) => {
  expect(readRunLength({ size, counts }, image, '/m')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_MASK_INVALID', message: expect.stringMatching(reason) },
  });
});

test('a mask without pixels is kept with a warning', () => {
  expect(readRunLength({ size: [2, 3], counts: [6] }, image, '/m')).toMatchObject({
    ok: true,
    warnings: [{ code: 'SHAPE_EMPTY', pointer: '/m' }],
  });
});

test('runs of no pixels are valid, two or more in a row too (fault D9)', () => {
  expect(readRunLength({ size: [2, 3], counts: [1, 0, 0, 2, 0, 0, 3] }, image, '/m')).toMatchObject(
    {
      ok: true,
      value: { size: [2, 3] },
      warnings: [],
    },
  );
});
