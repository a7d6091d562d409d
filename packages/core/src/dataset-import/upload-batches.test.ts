import { expect, test } from 'vitest';
import { divideIntoBatches } from './upload-batches.ts';

const limits = { files: 3, bytes: 100 };

test('a batch ends at its number of files', () => {
  expect(sizesOf([1, 1, 1, 1])).toEqual([[1, 1, 1], [1]]);
});

test('a batch ends at its number of bytes, and a larger file travels alone', () => {
  expect(sizesOf([60, 50, 500, 10, 10])).toEqual([[60], [50], [500], [10, 10]]);
});

test('nothing makes no batch', () => {
  expect(sizesOf([])).toEqual([]);
});

function sizesOf(byteLengths: number[]): number[][] {
  const files = byteLengths.map((byteLength) => ({ path: '', name: '', byteLength }));
  return divideIntoBatches(files, limits).map((batch) => batch.map((file) => file.byteLength));
}
