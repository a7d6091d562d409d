import { describe, expect, test } from 'vitest';
import { answerWith } from '../testing/respond.ts';
import { excerpt } from './excerpt.ts';
import { readModelJson } from './model-json.ts';

const read = (body: string, contentType?: string) =>
  readModelJson(answerWith(body, contentType), { allowComments: true });

test.each([
  ['a login page', '<!DOCTYPE html>\n<html><head><title>Sign in</title>', 'titled "Sign in"'],
  ['a page without a title', '\n <html><body>502 Bad Gateway', 'It begins: <html><body>502'],
  ['nothing', '', 'empty body'],
  ['space', ' \n', 'empty body'],
])('%s in place of JSON is named (fault J1)', (_, body, words) => {
  expect(read(body, 'text/html')).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_NOT_JSON', message: expect.stringContaining(words) },
  });
});

test.each([
  ['is malformed', '{"ü": [1 2]}', 10, '`{"ü": [1 2]}`', /^\{"ü": \[1 2\]\}$/],
  ['is cut off', `{"a": "${'b'.repeat(500)}`, 507, '`bbb', /^\{"a": "b{113}…$/],
  ['ends early', '[1, 2', 5, '`[1, 2`', /^\[1, 2$/],
])('an answer that %s fails with the byte and what stands there (fault J1)', (...given) => {
  const [, body, byte, around, start] = given;
  expect(read(body)).toMatchObject({
    ok: false,
    problem: {
      code: 'MODEL_RESPONSE_NOT_JSON',
      message: expect.stringContaining(`(byte ${byte}, near ${around}`),
      details: { byte, excerpt: expect.stringMatching(start) },
    },
  });
});

test.each([
  ['application/json', []],
  ['application/json; charset=utf-8', []],
  ['application/problem+json', []],
  ['text/plain', ['CONTENT_TYPE_UNEXPECTED']],
  ['', ['CONTENT_TYPE_UNEXPECTED']],
])('the content type "%s" gives the warnings %j (fault J4)', (type, codes) => {
  const json = read('{}', type);
  expect(json.ok && json.warnings.map((warning) => warning.code)).toEqual(codes);
});

test.each(['text/html', ''])(
  'the content type "%s" fails where JSON is wanted (fault J4)',
  (type) => {
    const options = { allowComments: true, requireContentType: true };
    expect(readModelJson(answerWith('{}', type), options)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_CONTENT_TYPE',
        message: expect.stringContaining('application/json was wanted'),
      },
    });
    expect(readModelJson(answerWith('{}', 'application/problem+json'), options).ok).toBe(true);
  },
);

test('an excerpt is short, on one line and without control characters', () => {
  expect(excerpt('a\u0000b\u001b[31m\n\u202ec\td')).toBe('a b [31m c d');
  expect(excerpt('x'.repeat(10_000)).length).toBeLessThan(130);
  expect(excerpt('🦊'.repeat(200)).isWellFormed()).toBe(true);
  expect(excerpt('abcdef', 3)).toBe('def');
});

describe('keys that stand more than once in an object (fault J6)', () => {
  test('are named, since the last of them was read and the others are lost', () => {
    expect(read('{"a": 1, "b": [{"c": 1, "\\u0063": 2}], "a": 3}')).toEqual({
      ok: true,
      value: { a: 3, b: [{ c: 2 }] },
      warnings: ['/b/0/c', '/a'].map((pointer) => ({
        code: 'JSON_KEY_REPEATED',
        message: 'The key stands more than once in its object; the last one was read.',
        pointer,
      })),
    });
  });

  test('are named beneath comments, and in what is lost itself', () => {
    expect(read('{"a": {"b": 1, "b": 2}, /* "a": */ "a": {}}')).toMatchObject({
      warnings: [{ code: 'JSON_COMMENTS' }, { pointer: '/a/b' }, { pointer: '/a' }],
    });
  });

  test('are searched for only where there are some, and named by the hundred at most', () => {
    const many = `[${'{"a":1,"a":2},'.repeat(200_000)}0]`;
    const json = read(many);
    expect(json.ok && json.warnings.length).toBe(101);
    expect(json.ok && json.warnings.at(-1)?.message).toContain('there may be more');
  });
});
