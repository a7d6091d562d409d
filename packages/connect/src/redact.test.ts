import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapStrings } from './map-strings.ts';
import { createRedactor } from './redact.ts';

function redactToken(token: string, text: string): string {
  return createRedactor({ bearer: { token } })(text);
}

describe('redacting', () => {
  test('finds any secret in plain text, JSON, JSON in JSON, ASCII JSON and URLs', () => {
    const visible = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(visible, (secret) => {
        const once = JSON.stringify({ secret });
        const ascii = once.replaceAll(
          /[\u0080-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        expect(redactToken(secret, `<${secret}>`)).toBe('<[redacted]>');
        expect(JSON.parse(redactToken(secret, once))).toEqual({ secret: '[redacted]' });
        expect(JSON.parse(redactToken(secret, ascii))).toEqual({ secret: '[redacted]' });
        const twice = redactToken(secret, JSON.stringify({ once }));
        expect(JSON.parse(JSON.parse(twice).once)).toEqual({ secret: '[redacted]' });
        expect(redactToken(secret, `?k=${encodeURIComponent(secret)}`)).toBe('?k=[redacted]');
      }),
    );
  });

  test('finds secrets that begin with, end in or consist of backslashes, without trying for ever', () => {
    for (const secret of [
      '\\\\"pass\\\\',
      '-----\\',
      'pass-word\\',
      '\\'.repeat(64),
      `${'\\'.repeat(40)}x`,
    ]) {
      const once = JSON.stringify({ secret });
      expect(JSON.parse(redactToken(secret, once))).toEqual({ secret: '[redacted]' });
      const twice = JSON.parse(redactToken(secret, JSON.stringify({ once })));
      expect(JSON.parse(twice.once)).toEqual({ secret: '[redacted]' });
      expect(redactToken(secret, '\\'.repeat(39))).toBe('\\'.repeat(39));
    }
  });

  test('finds a backslash before a character that pure ASCII escapes', () => {
    for (const secret of ['pass\\\\éword', '\\\u00a0\\\u00a0\\\u00a0', `${'\\'.repeat(8)}ü`]) {
      const ascii = JSON.stringify({ secret }).replaceAll(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(JSON.parse(redactToken(secret, ascii))).toEqual({ secret: '[redacted]' });
    }
  });

  test('finds what the query of a URL carries in place of a credential', () => {
    const url =
      'https://m.example/infer?api_key=a%2Fb-123456&code=azure-code-1&api-version=2024-10-01';
    const redact = createRedactor({}, url);
    expect(redact(url)).toBe(
      'https://m.example/infer?api_key=[redacted]&code=[redacted]&api-version=2024-10-01',
    );
    expect(redact('no such key: a/b-123456')).toBe('no such key: [redacted]');
    expect(createRedactor({}, 'no URL')('as it was')).toBe('as it was');
  });

  test('finds it in a query however that is spelled', () => {
    const redact = (query: string, text: string) =>
      createRedactor({}, `https://m.example/infer?${query}`)(text);
    for (const query of [
      'api_key=abc-123456',
      'v=1&api%5Fkey=abc-123456#part',
      'key=abc%2D123456',
    ]) {
      expect(redact(query, 'no such key: abc-123456')).toBe('no such key: [redacted]');
    }
    expect(redact('key=two+words', 'two words')).toBe('[redacted]');
    expect(redact('key&token', 'a token')).toBe('a token');
  });

  test('says whether a secret may stand in a text', () => {
    const redact = createRedactor({ bearer: { token: 'a"7f3a9c"z' } });
    expect(redact.mayFindIn(JSON.stringify({ echo: 'a"7f3a9c"z' }))).toBe(true);
    expect(redact.mayFindIn('a category')).toBe(false);
  });

  test('finds the secret of a header without its scheme', () => {
    const header = { name: 'authorization', value: 'ApiKey abc-7f3a9c' };
    expect(createRedactor({ header })('abc-7f3a9c is not known')).toBe('[redacted] is not known');
  });

  test('leaves the words alone of which a short secret could be a part', () => {
    expect(redactToken('cat', 'a category')).toBe('a category');
  });

  test('replaces the longest of several secrets first', () => {
    const credentials = {
      bearer: { token: 'secret-1' },
      header: { name: 'x-key', value: 'secret-1-and-more' },
    };
    expect(createRedactor(credentials)('secret-1-and-more, secret-1')).toBe(
      '[redacted], [redacted]',
    );
  });
});

test('strings are replaced everywhere in JSON but in keys', () => {
  const value = { a: ['a', { a: 'a' }], b: 1, c: null, d: true };
  expect(mapStrings(value, () => 'x')).toEqual({ a: ['x', { a: 'x' }], b: 1, c: null, d: true });
});
