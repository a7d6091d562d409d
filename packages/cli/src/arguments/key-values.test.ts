import { expect, test } from 'vitest';
import { collect, readKeyValues } from './key-values.ts';

test('values are JSON where they can be, else text', () => {
  const pairs = [
    'threshold=0.5',
    'strict=true',
    'kinds=["qr"]',
    'model=gpt-x',
    'code="5"',
    'none=',
  ];
  expect(readKeyValues('--param', pairs)).toEqual({
    threshold: 0.5,
    strict: true,
    kinds: ['qr'],
    model: 'gpt-x',
    code: '5',
    none: '',
  });
});

test('a value may hold further equals signs', () => {
  expect(readKeyValues('--set', ['prompt=a=b'])).toEqual({ prompt: 'a=b' });
});

test.each([['threshold'], ['=0.5']])(
  '%s, which has no key or no value, is refused with an example',
  (pair) => {
    expect(() => readKeyValues('--param', [pair])).toThrow(/--param key=value/);
  },
);

test('a key given twice is refused', () => {
  expect(() => readKeyValues('--param', ['a=1', 'a=2'])).toThrow(/a is given twice/);
});

test('a repeated option collects its values in order', () => {
  expect(collect('b=2', collect('a=1'))).toEqual(['a=1', 'b=2']);
});
