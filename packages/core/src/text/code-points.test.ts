import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCodePoints,
  sliceCodePoints,
  toCodePointIndex,
  toCodeUnitIndex,
} from './code-points.ts';

// A family of three people and two joiners: five code points, eight code units, one picture.
const family = '👩‍👩‍👧';
const mail = `Ana 😊 and ${family} in Zürich`;

/** Texts of letters, emoji, joiners and combining marks. */
const texts = fc
  .array(fc.constantFrom('a', 'é', 'e\u0301', '😊', family, '田', '\n', '\u2028', '𝒳'))
  .map((parts) => parts.join(''));

describe('code points', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['😊', 1],
    [family, 5],
    ['e\u0301', 2],
    ['a😊b', 3],
  ])('of %j are %i', (text, count) => {
    expect(countCodePoints(text)).toBe(count);
  });

  it('are sliced half-open, and an emoji before a name does not shift it', () => {
    expect(sliceCodePoints(mail, 0, 3)).toBe('Ana');
    expect(sliceCodePoints(mail, 4, 5)).toBe('😊');
    expect(sliceCodePoints(mail, 10, 15)).toBe(family);
    expect(sliceCodePoints(mail, 19, 25)).toBe('Zürich');
  });

  it('beyond the end of the text are nothing', () => {
    expect(sliceCodePoints('a😊', 1, 99)).toBe('😊');
    expect(sliceCodePoints('a😊', 5, 9)).toBe('');
    expect(toCodeUnitIndex('a😊', 99)).toBe(3);
  });

  it('are sliced as a list of them would be', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(40), (text, one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        expect(sliceCodePoints(text, start, end)).toBe([...text].slice(start, end).join(''));
      }),
    );
  });

  it('are found again from the index in code units', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), (text, point) => {
        const index = Math.min(point, countCodePoints(text));
        expect(toCodePointIndex(text, toCodeUnitIndex(text, index))).toBe(index);
      }),
    );
  });

  it('count a broken half of a pair as one', () => {
    expect(countCodePoints('\ud83d')).toBe(1);
    expect(toCodeUnitIndex('\ud83dx', 1)).toBe(1);
  });
});
