import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureAgreement } from './agreement.ts';
import { fitBradleyTerry } from './bradley-terry.ts';
import { listStandings } from './list-standings.ts';
import { estimateMean, estimateShare } from './mean-interval.ts';
import { createRandom, shuffle } from './random.ts';
import { compareCandidates, rankMarks } from './ranking.ts';

const shares = fc.double({ min: 0, max: 1, noNaN: true });

describe('an interval', () => {
  test('of a share is that of Wilson: 8 of 10 are 0.490 to 0.943, 0 of 10 are 0 to 0.278', () => {
    const some = estimateShare(8, 10);
    expect(some.mean).toBe(0.8);
    expect(some.low).toBeCloseTo(0.4902, 4);
    expect(some.high).toBeCloseTo(0.9433, 4);
    expect(estimateShare(0, 10).low).toBe(0);
    expect(estimateShare(0, 10).high).toBeCloseTo(0.2775, 4);
  });

  test('of a mean is the same for the same values, and holds the mean', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 40 }), (values) => {
        const found = estimateMean(values);
        expect(found).toEqual(estimateMean(values));
        expect(found.low).toBeLessThanOrEqual(found.mean);
        expect(found.high).toBeGreaterThanOrEqual(found.mean);
        expect(found.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(found.high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  test('found by drawing again is close to what the normal distribution says', () => {
    const random = createRandom(7);
    const values = Array.from({ length: 1000 }, random);
    const drawn = estimateMean(values);
    const computed = estimateMean([...values, drawn.mean]);
    expect([drawn.method, computed.method]).toEqual(['bootstrap', 'normal']);
    expect(drawn.low).toBeCloseTo(computed.low, 2);
    expect(drawn.high).toBeCloseTo(computed.high, 2);
  });
});

describe('a ranking', () => {
  test('lets equals share their places, and leaves out who has no mark', () => {
    expect(rankMarks([0.9, 0.7, null, 0.7])).toEqual([1, 2.5, null, 2.5]);
    expect(rankMarks([])).toEqual([]);
  });

  const marks = fc.array(
    fc.tuple(...[0, 1, 2].map(() => fc.option(fc.integer({ min: 0, max: 3 })))),
    { maxLength: 30 },
  );

  test('counts every pair on both sides: wins and losses add up, ties are even', () => {
    fc.assert(
      fc.property(marks, (prompts) => {
        const standings = listStandings(3, prompts);
        const sum = (of: (one: (typeof standings)[number]) => number) =>
          standings.reduce((total, one) => total + of(one), 0);
        expect(sum(({ wins }) => wins)).toBe(sum(({ losses }) => losses));
        expect(sum(({ ties }) => ties) % 2).toBe(0);
        const pairs = prompts.reduce((total, row) => {
          const known = row.filter((mark) => mark !== null).length;
          return total + (known * (known - 1)) / 2;
        }, 0);
        expect(sum(({ wins, ties }) => wins + ties / 2)).toBe(pairs);
      }),
    );
  });

  test('who is better at every prompt is first in rank and strength', () => {
    const standings = listStandings(2, [
      [1, 0],
      [0.5, 0.2],
      [0.1, null],
    ]);
    expect(standings).toMatchObject([
      { meanRank: 1, rankedPrompts: 2, wins: 2, ties: 0, losses: 0 },
      { meanRank: 2, rankedPrompts: 2, wins: 0, ties: 0, losses: 2 },
    ]);
    expect(standings[0]?.strength).toBeGreaterThan(0.5);
  });

  test('strengths solve the equations of Bradley and Terry: as many wins are expected as there were', () => {
    const tables = fc.array(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 3,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(tables, (table) => {
        const wins = table.map((row, one) => row.map((won, other) => (one === other ? 0 : won)));
        const strengths = fitBradleyTerry({ wins, ties: wins.map((row) => row.map(() => 0)) });
        expect(strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(1, 9);
        for (const [one, row] of wins.entries()) {
          let [won, expected] = [0, 0];
          for (const [other, mine] of row.entries()) {
            if (one === other) continue;
            const met = mine + (wins[other]?.[one] ?? 0) + 1; // one more that parted even
            const [own = 0, theirs = 0] = [strengths[one], strengths[other]];
            won += mine + 0.5;
            expected += (met * own) / (own + theirs);
          }
          expect(expected).toBeCloseTo(won, 3);
        }
      }),
    );
  });

  test('a pair is compared only where both have a mark', () => {
    expect(
      compareCandidates(2, [
        [1, null],
        [2, 1],
      ]),
    ).toEqual({
      wins: [
        [0, 1],
        [0, 0],
      ],
      ties: [
        [0, 0],
        [0, 0],
      ],
    });
  });
});

describe('agreement', () => {
  test('of the four observers in the paper of Krippendorff is 0.849', () => {
    const said = [
      [1, 1, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [5, 5, 5],
      [1, 1],
      [3],
    ];
    expect(measureAgreement(said)).toBeCloseTo(0.849, 3);
  });

  test('is 1 where all say the same of each, and unknown where there is nothing to tell from chance', () => {
    expect(
      measureAgreement([
        [1, 1],
        [5, 5],
      ]),
    ).toBe(1);
    expect(
      measureAgreement([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull();
    expect(measureAgreement([[3], [4]])).toBeNull();
    expect(measureAgreement([])).toBeNull();
  });

  test('is below 0 where they contradict each other', () => {
    expect(
      measureAgreement([
        [1, 5],
        [5, 1],
      ]),
    ).toBeLessThan(0);
  });
});

test('shuffling keeps everything, is the same for the same seed, and puts each first as often', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.nat(), (things, seed) => {
      const shuffled = shuffle(things, seed);
      expect([...shuffled].sort()).toEqual([...things].sort());
      expect(shuffle(things, seed)).toEqual(shuffled);
    }),
  );
  const firsts = Array.from({ length: 3000 }, (_, seed) => shuffle([0, 1, 2], seed)[0]);
  for (const thing of [0, 1, 2]) {
    const count = firsts.filter((first) => first === thing).length;
    expect(Math.abs(count - 1000)).toBeLessThan(120);
  }
});
