import { expect, test } from 'vitest';
import { describeLatency, describeShare } from './describe-figures.ts';

test('a latency stands in the unit in which it is a small number', () => {
  expect([null, 0.42, 87.31, 1234.5].map(describeLatency)).toEqual([
    '–',
    '0.42 ms',
    '87.3 ms',
    '1.23 s',
  ]);
});

test('a share that is not the whole is never called the whole', () => {
  expect([0, 0.5, 0.9999, 1].map(describeShare)).toEqual(['0 %', '50 %', '99 %', '100 %']);
});
