import { expect, test } from 'vitest';
import { readRange } from './read-range.ts';

test.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=900-', { start: 900, end: 999 }],
  ['bytes=900-5000', { start: 900, end: 999 }],
  ['bytes=-10', { start: 990, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=5-5', { start: 5, end: 5 }],
])('%s of 1000 bytes is a part', (header, range) => {
  expect(readRange(header, 1000)).toEqual(range);
});

test.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=9-3',
  'bytes=1000-',
  'bytes=0-1,5-6',
  'lines=0-1',
])('%s is no part: the whole is sent', (header) => {
  expect(readRange(header, 1000)).toBeNull();
});
