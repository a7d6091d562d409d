import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';
import { settleValue } from './settle-value.ts';

const read = (text: string) => {
  const parsed = parseJson(text, { allowComments: false });
  return parsed.ok ? parsed.value : parsed.message;
};

describe('numbers at the edges of a double (fault J10)', () => {
  test.each(['-0', '[-0]', '{"a":-0.0}', '{"__proto__":-0}', '[[[-0e5]],{"a":{"b":[-1e-400]}}]'])(
    '-0 is 0 in %s',
    (text) => {
      expect(read(text)).toEqual(JSON.parse(text.replaceAll(/-(?:0[.\de]*|1e-400)/g, '0')));
    },
  );

  test.each(['1e400', '[-1e400]', '{"a":[{"b":1e999}]}', `[${'9'.repeat(400)}]`])(
    '%s is refused: no double holds it',
    (text) => {
      expect(read(text)).toMatch(/a number is too large for a double; send a finite number$/);
    },
  );

  test('what is too small for a double is 0, and what fits stays as it is', () => {
    expect(read('[1e-400, 5e-324, 1.7976931348623157e308, 0.1]')).toEqual([
      0, 5e-324, 1.7976931348623157e308, 0.1,
    ]);
  });
});

test('all keys are counted, also those that belong to every object', () => {
  const value = JSON.parse('{"a":{"b":[{"c":1},{"c":null}]},"__proto__":{"toString":2}}');
  const facts = { hasInfinity: false, hasHugeNumber: false };
  expect(settleValue(value)).toEqual({ ...facts, keyCount: 6 });
  expect(settleValue('a')).toEqual({ ...facts, keyCount: 0 });
  expect(settleValue([-(2 ** 53)])).toEqual({ ...facts, keyCount: 0, hasHugeNumber: true });
});
