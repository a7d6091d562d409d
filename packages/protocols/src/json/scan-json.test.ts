import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findStringEnd, maximumDepth, scanJson } from './scan-json.ts';

const countKeys = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce(
        (sum, member) => sum + countKeys(member),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      )
    : 0;

test('as many keys are counted in a text as its value has, however it is spaced', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      expect(scanJson(JSON.stringify(value, null, indent))).toEqual({
        tooDeepAt: -1,
        keyCount: countKeys(value),
      });
    }),
  );
});

test('the first bracket that opens too deep is found, and none that closes in time', () => {
  const wide = '[{"a":[]}],'.repeat(maximumDepth);
  expect(scanJson(`[${wide}[]]`).tooDeepAt).toBe(-1);
  expect(scanJson(`${wide}${'['.repeat(200)}`).tooDeepAt).toBe(wide.length + maximumDepth);
});

test('a string ends at its quote and not at an escaped one, or with the text', () => {
  expect(findStringEnd('"a\\"b\\\\" "', 0)).toBe(7);
  expect(findStringEnd('"a\\', 0)).toBe(3);
});
