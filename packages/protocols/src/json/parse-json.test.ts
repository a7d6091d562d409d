import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonFault } from './find-json-fault.ts';
import { parseExactJson, parseJson } from './parse-json.ts';
import { maximumDepth } from './scan-json.ts';

const strict = (text: string) => parseJson(text, { allowComments: false });
const lenient = (text: string) => parseJson(text, { allowComments: true });

test('JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text, (_, member) => (member === 0 ? 0 : member));
      const read = { ok: true, value, hadComments: false, hasRepeatedKeys: false };
      expect(strict(text)).toMatchObject(read);
      expect(findJsonFault(text)).toBeNull();
    }),
  );
});

test('whatever JSON.parse refuses has a fault, and whatever it takes has none', () => {
  const pieces = fc.constantFrom(...'{}[]:,"\\ \n0123-+.eE', 'true', 'null', '"a"', '\\u12', "'");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      const text = list.join('');
      expect(findJsonFault(text) === null).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('what is not JSON fails with a hint, a byte and what stands there (fault J2)', () => {
  test.each([
    ['{"a": NaN}', 'NaN is not JSON; use null', 6],
    ['[-Infinity]', 'Infinity is not JSON; use null', 1],
    ["{'a': 1}", 'single quotes', 1],
    ['{"a": True}', "Python's True", 6],
    ['{a: 1}', 'without double quotes', 1],
    ['{"a": 1,}', 'a comma stands before a closing bracket', 8],
    ['[1, // one\n2]', 'a comment is not JSON', 4],
    ['{"a": <height>}', 'placeholder', 6],
    ['{"a": [1, 2', 'cut off', 11],
    ['{"a": "b', 'ends inside a string', 8],
    ['{"a": 1} {"b": 2}', 'second document', 9],
    ['{"a" 1}', 'a value stands where : was expected', 5],
    ['[1 2]', 'a comma or a closing bracket', 3],
    ['{"ü🦊": 01}', 'not written as JSON wants it', 11],
    ['"a\nb"', 'line break', 2],
    ['"\\x"', 'backslash', 1],
    ['', 'cut off', 0],
  ])('%j', (text, reason, byte) => {
    expect(strict(text)).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`${reason}.*byte ${byte},`, 's')),
    });
  });
});

describe('comments and trailing commas (fault J2)', () => {
  test.each([
    ['// a\n{"a": 1}', { a: 1 }],
    ['{"a": 1, /* b */ }', { a: 1 }],
    ['[1, 2, // two\n]', [1, 2]],
    ['{"url": "http://x/*y*/", "c": ",]"} // end', { url: 'http://x/*y*/', c: ',]' }],
  ])('are read where they are allowed: %j', (text, value) => {
    expect(lenient(text)).toMatchObject({ ok: true, value, hadComments: true });
    expect(strict(text).ok).toBe(false);
  });

  test.each(['[1,,]', '[,]', '/* open', '{"a": 1} / 2'])('do not make JSON of %j', (text) => {
    expect(lenient(text).ok).toBe(false);
  });

  test('a message speaks of the text as it was written', () => {
    expect(lenient('[1, // one\nNaN]')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/NaN.*byte 11, near `\[1, \/\/ one NaN\]`/),
    });
  });
});

describe('values that nothing can keep (fault J13)', () => {
  test.each([
    ['[1e400]', '/0', 'too large'],
    ['{"a": -1e999}', '/a', 'too large'],
    ['["\\ud800"]', '/0', 'surrogate'],
    ['{"a": "x\\u0000y"}', '/a', 'NUL'],
    ['{"x\\u0000y": 1}', 'the top', 'NUL'],
  ])('%s', (text, place, reason) => {
    expect(strict(text)).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`at ${place} .*${reason}`)),
    });
  });
});

describe('nesting (fault J8)', () => {
  const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('is read up to its limit, and refused beyond it before anything is parsed', () => {
    expect(strict(nest(maximumDepth)).ok).toBe(true);
    expect(strict(nest(maximumDepth + 1))).toMatchObject({
      ok: false,
      message: expect.stringContaining(`deeper than ${maximumDepth} levels (byte ${maximumDepth},`),
    });
    for (const open of ['[', '{"a":']) expect(strict(open.repeat(1_000_000)).ok).toBe(false);
  });

  test('is not hidden by a quote in a comment, nor made by brackets in a string', () => {
    expect(lenient(`[ // don't "\n${nest(200)}, // "\n]`).ok).toBe(false);
    expect(strict(JSON.stringify('['.repeat(200))).ok).toBe(true);
  });
});

test('names that belong to every object are keys like others (fault J7)', () => {
  const parsed = strict('{"__proto__": {"polluted": true}, "constructor": 1}');
  expect(parsed.ok && Object.entries(parsed.value ?? {})).toEqual([
    ['__proto__', { polluted: true }],
    ['constructor', 1],
  ]);
  expect('polluted' in {}).toBe(false);
});

test('long hostile texts are refused long before the test times out', () => {
  const many = 500_000;
  for (const text of ['"\\', '/*', ',', '```\n', '" "', '[1,']) {
    expect(lenient(`{${text.repeat(many)}`).ok).toBe(false);
  }
});

describe('JSON of which nothing may be lost', () => {
  test.each([
    ['{"a": 1, "b": [{"c": 1, "c": 2}]}', 'at /b/0/c a key stands a second time'],
    ['{"__proto__": 1, "__proto__": 2}', 'at /__proto__ a key stands a second time'],
  ])('has each key once: %s (fault J6)', (text, words) => {
    expect(parseExactJson(text)).toMatchObject({
      ok: false,
      message: expect.stringContaining(words),
    });
  });

  test.each([
    ['{"seed": 9007199254740993}', '9007199254740993', 9],
    ['{"ü": [1, -9007199254740993]}', '-9007199254740993', 11],
    ['["9007199254740993", 12345678901234567890]', '12345678901234567890', 21],
    ['1000000000000000000000', '1000000000000000000000', 0],
  ])('has no whole number that would be rounded: %s (fault J10)', (text, digits, byte) => {
    expect(parseExactJson(text)).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`${digits} has more digits.*byte ${byte},`)),
      byte,
    });
  });

  test.each([
    '["9007199254740993"]',
    '[9007199254740991, -9007199254740991]',
    '[9007199254740992, 1152921504606847000]',
    '[1e21, 12345678901234567890.5, 1.2345678901234567e30]',
    '{"9007199254740993": 1e300}',
  ])('may hold what is kept as it is: %s (fault J10)', (text) => {
    expect(parseExactJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) });
  });
});
