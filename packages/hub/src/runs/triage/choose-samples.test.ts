import { expect, test } from 'vitest';
import { chooseSamples } from './choose-samples.ts';

const failures = (...messages: string[]) => messages.map((message, id) => ({ id, message }));

test('samples are as different in their words as there are, whatever their numbers and quotations', () => {
  const many = Array.from({ length: 50 }, (_, n) => `Row ${n}: no answer after ${n} ms`);
  const found = failures(...many, 'The answer of "a.png" is no JSON', 'The answer has 3 boxes');
  expect(chooseSamples(found).map(({ message }) => message)).toEqual([
    'Row 0: no answer after 0 ms',
    'Row 1: no answer after 1 ms',
    'The answer of "a.png" is no JSON',
    'The answer has 3 boxes',
  ]);
});

test('of many that say the same two are samples, of none none', () => {
  expect(chooseSamples(failures('a', 'a', 'a'))).toHaveLength(2);
  expect(chooseSamples([])).toEqual([]);
});
