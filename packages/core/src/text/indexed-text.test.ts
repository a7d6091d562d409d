import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countCodePoints, sliceCodePoints } from './code-points.ts';
import { indexText, offsetUnits } from './indexed-text.ts';

/** Texts of characters of one to four bytes, one or two code units, and marks that combine. */
const texts = fc
  .array(fc.constantFrom('a', 'é', 'e\u0301', '田', '🦊', '\r\n', '👩‍👩‍👧'), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Length of a text in each unit, as others count it. */
const measure = {
  code_points: (text: string) => [...text].length,
  utf16_units: (text: string) => text.length,
  utf8_bytes: (text: string) => new TextEncoder().encode(text).length,
};

describe('an offset into a text', () => {
  it.each(offsetUnits)(
    'in %s is found again as the code point that begins there (fault D15)',
    (unit) => {
      fc.assert(
        fc.property(texts, fc.nat(40), (text, wanted) => {
          const index = indexText(text);
          const codePoint = Math.min(wanted, index.length);
          const offset = measure[unit](sliceCodePoints(text, 0, codePoint));
          expect(index.readOffset(offset, unit)).toBe(codePoint);
        }),
      );
    },
  );

  it.each(offsetUnits)('in %s is one for each code point and no more (fault D15)', (unit) => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = indexText(text);
        const offsets = Array.from({ length: measure[unit](text) + 1 }, (_, offset) => offset);
        const found = offsets.flatMap((offset) => index.readOffset(offset, unit) ?? []);
        expect(found).toEqual(Array.from({ length: index.length + 1 }, (_, point) => point));
      }),
    );
  });

  it('that splits a surrogate pair or a sequence of bytes begins no code point (fault D15)', () => {
    const index = indexText('a🦊b');
    expect(index.length).toBe(3);
    expect([0, 1, 2, 3, 4].map((offset) => index.readOffset(offset, 'utf16_units'))).toEqual([
      0,
      1,
      null,
      2,
      3,
    ]);
    expect([1, 2, 3, 4, 5, 6].map((offset) => index.readOffset(offset, 'utf8_bytes'))).toEqual([
      1,
      null,
      null,
      null,
      2,
      3,
    ]);
  });

  it('outside the text stays outside', () => {
    const index = indexText('🦊🦊');
    for (const unit of offsetUnits) {
      const end = measure[unit]('🦊🦊');
      expect(index.readOffset(end + 3, unit)).toBe(5);
      expect(index.readOffset(-1, unit)).toBe(-1);
    }
  });
});

test('a text is sliced by code points, and only where both ends lie in it', () => {
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: -2, max: 40 }),
      fc.integer({ min: -2, max: 40 }),
      (text, start, end) => {
        const lies = start >= 0 && start <= end && end <= countCodePoints(text);
        expect(indexText(text).slice(start, end)).toBe(
          lies ? sliceCodePoints(text, start, end) : null,
        );
      },
    ),
  );
});

test('of the places of some words the nearest is found, and none where two are as near', () => {
  const index = indexText('🦊 a 🦊 a 🦊');
  expect(index.findNearest('🦊', 1)).toBe(0);
  expect(index.findNearest('🦊', 3)).toBe(4);
  expect(index.findNearest('🦊', 2)).toBeNull();
  expect(index.findNearest('🦊', 99)).toBe(8);
  expect(index.findNearest('🦊', -5)).toBe(0);
  expect(index.findNearest('b', 0)).toBeNull();
});
