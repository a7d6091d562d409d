import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from './redact.ts';
import { listSpellings } from './secret-spellings.ts';

test('a secret is found in base64 wherever it begins, in both alphabets and both encodings', () => {
  const around = fc.string({ maxLength: 20 });
  const secrets = fc.string({ minLength: 12, maxLength: 40, unit: 'grapheme' });
  fc.assert(
    fc.property(around, secrets, around, (before, secret, after) => {
      for (const alphabet of ['base64', 'base64url'] as const) {
        const text = Buffer.from(before + secret + after).toString(alphabet);
        expect(listSpellings(secret).some((spelling) => text.includes(spelling))).toBe(true);
      }
    }),
  );
  const inHeader = Buffer.from('Bearer schlüssel-des-modells', 'latin1').toString('base64');
  const found = listSpellings('schlüssel-des-modells');
  expect(found.some((spelling) => inHeader.includes(spelling))).toBe(true);
});

test('a secret whose UTF-8 was read as Latin-1, as in a header that a server echoes, is taken out', () => {
  const token = 'schlüssel des modells';
  const misread = Buffer.from(token).toString('latin1');
  expect(misread).not.toBe(token);
  expect(createRedactor({ bearer: { token } })(`Bearer ${misread}`)).toBe('Bearer [redacted]');
});

test('what an endpoint tells of our credentials in base64 is taken out, and nothing beside it', () => {
  const token = 'a token+of/the model~é';
  const redact = createRedactor({ bearer: { token } });
  for (const text of [token, `Bearer ${token}`, `you sent ${token}, thank you`]) {
    for (const alphabet of ['base64', 'base64url'] as const) {
      const told = Buffer.from(text).toString(alphabet);
      expect(redact(`{"told": "${told}"}`)).toMatch(/^\{"told": "\S{0,40}\[redacted\]\S{0,40}"\}$/);
      expect(redact(encodeURIComponent(told))).toContain('[redacted]');
      expect(redact.mayFindIn(told)).toBe(true);
    }
  }
  const other = Buffer.from('the picture of a cat, and nothing else').toString('base64');
  expect(redact(other)).toBe(other);
});
