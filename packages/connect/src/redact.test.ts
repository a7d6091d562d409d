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
