import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRepeatedKeys } from './find-repeated-keys.ts';

test.each([
  ['{"a":1,"a":2,"a":3}', ['/a']],
  ['{"a":{"b":1},"c":[{"d":1},{"b":1,"e":[],"b":{}}]}', ['/c/1/b']],
  ['{"\\u0061":1,"a":2}', ['/a']],
  ['{"__proto__":1,"__proto__":2,"a/b":1,"a/b":1}', ['/__proto__', '/a~1b']],
  ['{"a":"b\\",\\"a","b":"a"}', []],
  ['["a","a",{"a":"a"},{"a":"a"}]', []],
  ['"a"', []],
])('the keys of %s that stand twice in an object are %j', (text, pointers) => {
  expect(findRepeatedKeys(text)).toEqual(pointers);
});

test('no key is repeated in what was written from a value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(findRepeatedKeys(JSON.stringify(value))).toEqual([]);
    }),
  );
});
