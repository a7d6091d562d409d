import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQuotationFinder } from './locate-quotation.ts';
import type { Quotation } from './quotation.ts';

const limits = { places: 100, effort: 1e6 };

/** What stands at the places of a quotation, with the place of each. */
function locate(text: string, quotation: Quotation) {
  const { places, isExact } = createQuotationFinder(text, limits).locate(quotation);
  return { found: places.map(({ start, end }) => [start, text.slice(start, end)]), isExact };
}

describe('a quotation', () => {
  test('is found where its words stand', () => {
    expect(locate('Tom met Ann.', { quote: 'Ann' })).toEqual({
      found: [[8, 'Ann']],
      isExact: true,
    });
  });

  test('is found at all places where its words stand, each its own', () => {
    expect(locate('Tom, Tom', { quote: 'Tom' }).found).toEqual([
      [0, 'Tom'],
      [5, 'Tom'],
    ]);
    expect(locate('aaaaa', { quote: 'aa' }).found).toEqual([
      [0, 'aa'],
      [2, 'aa'],
    ]);
  });

  test('is not looked for inside of words where it stands as a word', () => {
    expect(locate('Tomorrow Tom came.', { quote: 'Tom' }).found).toEqual([[9, 'Tom']]);
    expect(locate('𝒜Tom Tom', { quote: 'Tom' }).found).toEqual([[6, 'Tom']]);
    expect(locate('Tomorrow', { quote: 'Tom' }).found).toEqual([[0, 'Tom']]);
  });

  test('is found in scripts that put no space between words', () => {
    expect(locate('東京は東京都', { quote: '東京' }).found).toEqual([
      [0, '東京'],
      [3, '東京'],
    ]);
  });

  test.each([
    ['the words before it', { before: 'left ' }, 18],
    ['the words behind it', { after: ' left' }, 9],
    ['both', { before: 'saw ', after: ' left' }, 9],
    ['words without the space between', { before: 'left', after: '.' }, 18],
    ['words in another case', { before: 'LEFT', after: '' }, 18],
  ])('is told from others by %s', (_, around, start) => {
    expect(locate('Ann  saw Tom left Tom.', { quote: 'Tom', ...around }).found).toEqual([
      [start, 'Tom'],
    ]);
  });

  test('is not found where other words stand around it', () => {
    expect(locate('Tom, Tom', { quote: 'Tom', before: 'Ann' }).found).toEqual([]);
  });

  test('needs nothing of the text before its beginning', () => {
    expect(locate('b ab', { quote: 'b', before: 'a' }).found).toEqual([[3, 'b']]);
    expect(locate('ab', { quote: 'a', before: 'ab' }).found).toEqual([]);
  });

  test.each([
    ['case', 'IN NEW york', 'New York', 'NEW york'],
    ['white space', 'in New \n York', 'New York', 'New \n York'],
    ['Unicode form', 'un cafe\u0301!', 'caf\u00e9', 'cafe\u0301'],
    ['quotation marks', 'he said “it’s”', '"it\'s"', '“it’s”'],
    ['dashes', '1990–1995', '1990-1995', '1990–1995'],
    ['an ellipsis', 'well… no', 'well... no', 'well… no'],
    ['what cannot be seen', 'co\u00ADop\u200B', 'coop', 'co\u00ADop'],
  ])('that differs by %s is found, and said to differ', (_, text, quote, found) => {
    expect(locate(text, { quote })).toMatchObject({
      found: [[text.indexOf(found), found]],
      isExact: false,
    });
  });

  test.each([
    ['', 'Tom'],
    [' ', 'Tom'],
    [' ', 'Tom met Ann'],
    ['\n \u00A0', 'Tom \n \u00A0 Ann'],
    ['Ann', 'Tom'],
    ['Tom', ''],
  ])('"%s" is not found in "%s"', (quote, text) => {
    expect(locate(text, { quote }).found).toEqual([]);
  });

  test('stands at no more places than are wanted', () => {
    expect(
      createQuotationFinder('a '.repeat(50), { ...limits, places: 7 }).locate({ quote: 'a' })
        .places,
    ).toHaveLength(7);
  });
});

/** The places of words in a text, found in the simplest way, chosen by the words right before and behind. */
function searchSimply(text: string, quote: string, before: string, after: string): number[] {
  const starts = Array.from(text, (_, start) => start);
  return starts.filter(
    (start) =>
      text.startsWith(before + quote + after, start - before.length) && start >= before.length,
  );
}

test('the places in a long text are those of a search that reads it anew each time', () => {
  const word = (least: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: least, maxLength: 12 });
  const texts = fc
    .array(word(1), { minLength: 400, maxLength: 500 })
    .map((words) => words.join(''));
  const pieces = fc.record({ quote: word(1), before: word(1), after: word(0), at: fc.nat(1000) });
  fc.assert(
    fc.property(texts, fc.array(pieces, { minLength: 1, maxLength: 20 }), (text, quotations) => {
      const finder = createQuotationFinder(text, { places: 10_000, effort: 1e9 });
      for (const { quote: made, before, after, at } of quotations) {
        const quote = at % 2 === 0 ? made : text.slice(at, at + made.length);
        const simple = searchSimply(text, quote, before, after);
        const { places, isExact } = finder.locate({ quote, before, after });
        let end = 0;
        const apart = simple.filter((start) => {
          const isApart = start >= end;
          if (isApart) end = start + quote.length;
          return isApart;
        });
        expect(isExact ? places.map(({ start }) => start) : []).toEqual(apart);
      }
    }),
    { numRuns: 60 },
  );
});
