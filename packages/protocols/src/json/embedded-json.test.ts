import { describe, expect, test } from 'vitest';
import { readEmbeddedJson } from './embedded-json.ts';

const fenced = (content: string) => `Here it is:\n\`\`\`json\n${content}\n\`\`\`\nAnything else?`;

describe('JSON in a text (fault J5)', () => {
  test.each([
    ['by itself', '{"a": [1]}', 0],
    ['in a code fence', fenced('{"a": [1]}'), 1],
    ['in the first of two code fences', `${fenced('{"a": [1]}')}\n${fenced('{"b": 2}')}`, 1],
    ['in a string of JSON', JSON.stringify('{"a": [1]}'), 1],
    ['in a string in a code fence', fenced(JSON.stringify('{"a": [1]}')), 2],
  ])('is read %s, each wrapping with a warning', (_, text, wrappings) => {
    expect(readEmbeddedJson(text, '/text')).toMatchObject({
      ok: true,
      value: { a: [1] },
      warnings: Array.from({ length: wrappings }, () => ({
        code: 'JSON_UNWRAPPED',
        pointer: '/text',
      })),
    });
  });

  test.each([
    ['two documents', '{"a": 1}\n{"b": 2}'],
    ['lines of JSON', '{"a": 1}\n{"a": 2}\n'],
    ['two documents in one fence', fenced('{"a": 1}\n{"b": 2}')],
    ['two strings', '"{}" "{}"'],
  ])('is refused where there are %s: which one is meant?', (_, text) => {
    expect(readEmbeddedJson(text, '/text')).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_NOT_JSON',
        message: expect.stringMatching('second document'),
      },
    });
  });

  test.each(['"words"', '"{words}"', '"[1,"'])('words in a string stay words: %s', (text) => {
    expect(readEmbeddedJson(text, '')).toEqual({ ok: true, value: JSON.parse(text), warnings: [] });
  });
});
