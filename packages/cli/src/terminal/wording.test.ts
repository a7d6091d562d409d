import { expect, test } from 'vitest';
import { countOf, formatDuration, formatRate } from './wording.ts';

test('time spans show their two largest units', () => {
  expect([0.4, 59, 125, 11_520].map(formatDuration)).toEqual([
    '0 s',
    '59 s',
    '2 min 5 s',
    '3 h 12 min',
  ]);
});

test('slow paces keep a decimal', () => {
  expect([0.14, 9.94, 1250.4].map(formatRate)).toEqual([
    '0.1 items/s',
    '9.9 items/s',
    '1,250 items/s',
  ]);
});

test('one thing is singular', () => {
  expect([countOf(1, 'item'), countOf(1200, 'item')]).toEqual(['1 item', '1,200 items']);
});
