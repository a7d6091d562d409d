import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from './redact.ts';
import { createPieceRedactor } from './redact-pieces.ts';

const secret = 'sesame-open-sesame';
const redact = createRedactor({ bearer: { token: secret } }, 'https://models.example.org');

/** All that is shown of words that come in pieces. */
function show(pieces: readonly string[]): string[] {
  const redactor = createPieceRedactor(redact);
  return [...pieces.map((piece) => redactor.push(piece)), redactor.end()];
}

test('a secret is taken out however the words are cut, and nothing else is', () => {
  const word = fc.constantFrom(
    'sesame',
    '-open',
    '-sesame',
    'se',
    ' ',
    secret,
    'words',
    'sesame-open-sesam',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (pieces) => {
      const whole = pieces.join('');
      expect(show(pieces).join('')).toBe(redact(whole));
    }),
    { numRuns: 1000 },
  );
});

test('words are shown as soon as they cannot be the beginning of a secret', () => {
  expect(show(['Open ', 'sesa', 'me oil', '!'])).toEqual(['Open ', '', 'sesame oil', '!', '']);
});
