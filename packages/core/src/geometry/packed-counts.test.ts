import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCounts, scanCounts, unpackCounts } from './packed-counts.ts';
import { RunLengthError } from './run-length-error.ts';
import { refusal } from './testing/refusal.ts';

const longestRun = 2 ** 32 - 1;

/** The counts as the format defines them, in numbers of any size; null where they are none. */
function readByTheLetter(packed: string): number[] | null {
  const runs: bigint[] = [];
  for (const [number] of packed.matchAll(/[P-o]*[^P-o]|[P-o]+$/g)) {
    const groups = [...number].map((character) => BigInt(character.charCodeAt(0) - 48));
    const bits = BigInt(groups.length * 5);
    const value = groups.reduceRight((sum, group) => (sum << 5n) | (group & 31n), 0n);
    const before = runs.length > 2 ? (runs.at(-2) ?? 0n) : 0n;
    const run = before + BigInt.asIntN(Number(bits), value);
    const isOver = (groups.at(-1) ?? 32n) < 32n;
    if (!isOver || groups.length > 7 || run < 0n || run > longestRun) return null;
    runs.push(run);
  }
  return runs.map(Number);
}

describe('packed counts', () => {
  it('hold every run of 32 bits, and come back as they were', () => {
    const runs = fc.oneof(fc.nat(40), fc.nat(100_000), fc.nat(longestRun), fc.constant(longestRun));
    fc.assert(
      fc.property(fc.array(runs), (counts) => {
        expect(unpackCounts(packCounts(counts))).toEqual(counts);
      }),
    );
  });

  it('are unpacked one after another in one memory, long ones in one of their own', () => {
    const long = Array.from({ length: 300_000 }, (_, index) => index % 7);
    const longCounts = scanCounts(packCounts(long));
    const first = scanCounts(packCounts([4, 3]));
    const second = scanCounts(packCounts([1, 2]));
    expect([...second]).toEqual([1, 2]);
    expect([...first]).toEqual([1, 2]);
    expect([...longCounts]).toEqual(long);
  });

  it('are read where a number is written longer than it needs', () => {
    expect(unpackCounts('P0PP0')).toEqual([0, 0]);
  });

  it.each([
    ['a character below "0"', '41/', 2],
    ['a character above "o"', '41p', 2],
    ['a character beyond ASCII', '4é', 1],
    ['a space', '4 1', 1],
    ['a number that does not end', '41o', 2],
    ['a number of more than 32 bits', 'ooooooo0', 0],
    ['a number padded to more than 32 bits', 'PPPPPPP0', 0],
    ['a run above 32 bits', 'PPPPPP40', 0],
    ['a negative run', 'O', 0],
    ['a run that becomes negative by its difference', '1111O1N', 6],
  ])('are refused for %s, with its place (fault D6)', (_, packed, index) => {
    expect(refusal(() => unpackCounts(packed))).toEqual({
      index,
      message: expect.stringMatching(new RegExp(`character ${index}\\b`, 'i')),
    });
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 32])('cannot hold a run of %d', (run) => {
    expect(refusal(() => packCounts([3, run]))).toEqual({
      index: 1,
      message: expect.stringContaining('Run 1'),
    });
  });

  it('of any of their characters are read to the letter of the format, or refused (fault D6)', () => {
    const codes = fc.oneof(fc.integer({ min: 48, max: 79 }), fc.integer({ min: 48, max: 111 }));
    fc.assert(
      fc.property(fc.array(codes), (characters) => {
        const text = String.fromCharCode(...characters);
        const expected = readByTheLetter(text);
        if (expected) expect(unpackCounts(text)).toEqual(expected);
        else expect(() => unpackCounts(text)).toThrow(RunLengthError);
      }),
      { numRuns: 2000 },
    );
  });

  it('of any text are read or refused, nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200)), (codes) => {
        const text = String.fromCharCode(...codes);
        try {
          for (const run of unpackCounts(text)) {
            expect(Number.isInteger(run) && run >= 0 && run <= longestRun).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RunLengthError);
        }
      }),
    );
  });
});
