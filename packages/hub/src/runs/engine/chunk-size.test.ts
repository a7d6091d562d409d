import { expect, test } from 'vitest';
import { chooseChunkSize } from './chunk-size.ts';

test('a chunk takes about a minute at the rate of the model', () => {
  expect(chooseChunkSize(2, 10_000)).toBe(120);
  expect(chooseChunkSize(0.1, 1000)).toBe(6);
  expect(chooseChunkSize(0.001, 100)).toBe(1);
});

test('a chunk has at most 2,000 items, however fast the model is', () => {
  expect(chooseChunkSize(null, 1_000_000)).toBe(2000);
  expect(chooseChunkSize(10_000, 10_000_000)).toBe(2000);
});

test('a run of some hundred items has chunks for many workers', () => {
  expect(chooseChunkSize(null, 8000)).toBe(500);
  expect(chooseChunkSize(null, 800)).toBe(50);
  expect(chooseChunkSize(null, 10)).toBe(50);
});

test('a million items over a slow model are no more than 5,000 chunks', () => {
  expect(1_000_000 / chooseChunkSize(0.1, 1_000_000)).toBe(5000);
});
