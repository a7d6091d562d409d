import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseAnswer, scoreExactMatch } from './normalise-answer.ts';
import { measureCommonSubsequence, scoreRougeL, splitRougeTokens } from './rouge-l.ts';
import { scoreTokenF1 } from './token-f1.ts';

/** Texts of few words, so that they have much in common. */
const texts = fc
  .array(fc.constantFrom('a', 'the', 'cat', 'Cat,', 'sat', 'mat.', 'é', '2', '–'), {
    maxLength: 12,
  })
  .map((words) => words.join(' '));

describe('exact match', () => {
  test('does not look at case, punctuation, English articles and spaces', () => {
    expect(normaliseAnswer('  The  cat,   (sat)\non a MAT. ')).toBe('cat sat on mat');
    expect(scoreExactMatch('The Eiffel Tower!', 'eiffel tower')).toBe(1);
    expect(scoreExactMatch('Eiffel', 'eiffel tower')).toBe(0);
    expect(scoreExactMatch('theatre', 'atre')).toBe(0);
  });

  test('takes the two ways of writing a letter with a mark for the same', () => {
    expect(scoreExactMatch('cafe\u0301', 'caf\u00e9')).toBe(1);
  });

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme' })), (text) => {
        const once = normaliseAnswer(text);
        expect(normaliseAnswer(once)).toBe(once);
      }),
    );
  });
});

describe('token F1', () => {
  test('is the harmonic mean of the shares of words in common, each as often as both have it', () => {
    // 2 of 3 words said are wanted, 2 of 4 wanted are said: 2 · ⅔ · ½ / (⅔ + ½)
    expect(scoreTokenF1('cat sat down', 'cat sat on mat')).toBeCloseTo(4 / 7, 12);
    expect(scoreTokenF1('cat cat', 'cat')).toBeCloseTo(2 / 3, 12);
    expect(scoreTokenF1('dog', 'cat')).toBe(0);
  });

  test('of two empty sides is 1, and of one empty side 0', () => {
    expect(scoreTokenF1('the', '.')).toBe(1);
    expect(scoreTokenF1('', 'cat')).toBe(0);
    expect(scoreTokenF1('cat', 'the')).toBe(0);
  });

  test('is the same from either side, within 0 and 1, and 1 for every exact match', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const score = scoreTokenF1(one, other);
        expect(score).toBe(scoreTokenF1(other, one));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (scoreExactMatch(one, other) === 1) expect(score).toBe(1);
      }),
    );
  });
});

/** The table of dynamic programming as Lin and every textbook write it. */
function measureByTable(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const next = [0];
    for (const [index, candidate] of other.entries()) {
      const longer = Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(word === candidate ? (row[index] ?? 0) + 1 : longer);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('ROUGE-L', () => {
  const reference = 'police killed the gunman';

  test('of the example in §3.1 of the paper is ¾ and ½ and ½, so that word order counts', () => {
    expect(scoreRougeL('police kill the gunman', reference).f).toBe(0.75);
    expect(scoreRougeL('the gunman kill police', reference).f).toBe(0.5);
    expect(scoreRougeL('the gunman police killed', reference).f).toBe(0.5);
  });

  test('weighs recall against precision by β, as equation 4 says', () => {
    // LCS 2 of 4 wanted and 2 said: R = ½, P = 1.
    expect(scoreRougeL('police gunman', reference)).toEqual({
      precision: 1,
      recall: 0.5,
      f: 2 / 3,
    });
    const { f } = scoreRougeL('police gunman', reference, 2);
    expect(f).toBeCloseTo((5 * 0.5 * 1) / (0.5 + 4 * 1), 12);
  });

  test('compares runs of letters and digits in small letters, in any script', () => {
    expect(splitRougeTokens('Well-known: 3.5 km, naïve Σίσυφος!')).toEqual([
      'well',
      'known',
      '3',
      '5',
      'km',
      'naïve',
      'σίσυφος',
    ]);
    expect(scoreRougeL('', '').f).toBe(1);
    expect(scoreRougeL('cat', '–').f).toBe(0);
  });

  test('the bits find the same length as the table', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 90 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(measureCommonSubsequence(one, other)).toBe(measureByTable(one, other));
      }),
    );
  });

  test('is within 0 and 1, 1 for the same text, and the same from either side with β = 1', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const { f, precision, recall } = scoreRougeL(one, other);
        expect(f).toBeGreaterThanOrEqual(0);
        expect(f).toBeLessThanOrEqual(1);
        expect(scoreRougeL(one, one).f).toBe(1);
        const back = scoreRougeL(other, one);
        expect(back.f).toBeCloseTo(f, 12);
        expect([back.precision, back.recall]).toEqual([recall, precision]);
      }),
    );
  });
});
