import { describe, expect, test } from 'vitest';
import { protocols } from '../../protocols.ts';
import { answersPerProtocol } from '../fuzz-suite.ts';
import { busyMs } from './busy-ms.ts';
import { damageText } from './damage-text.ts';
import { type FuzzTarget, fuzz } from './fuzz.ts';
import { mutateSample, type Sample, toSample } from './mutate-case.ts';
import { mutateValue } from './mutate-value.ts';
import { createRandom } from './random.ts';

const payload = '{"status": "succeeded", "results": [{"name": "cat", "box": [1, 2.5, 3, 4]}]}';

/** A reader with whatever mistake is planted in it. */
function createTarget(read: (body: string) => string | null): FuzzTarget<Sample, string | null> {
  const samples = [toSample(payload)] as const;
  return { name: 'A reader', samples, read, findFault: (fault) => fault };
}

describe('fuzzing', () => {
  test('reads more than 100,000 mutated answers, over all protocols', () => {
    expect(protocols.length * answersPerProtocol).toBeGreaterThan(100_000);
  });

  test('finds a reader that throws, and says how to see it again', () => {
    const target = createTarget((body) => {
      if (body.includes('__proto__')) throw new TypeError('Not that key');
      return null;
    });
    expect(() => fuzz(target, 5000, 7)).toThrow(
      /^A reader, case \d+ of PATCHBAY_FUZZ_SEED=7: Not that key; it read ".*__proto__/,
    );
  });

  test('finds an unsound result', () => {
    const target = createTarget((body) => (body.includes('1e400') ? 'infinite' : null));
    expect(() => fuzz(target, 20_000, 7)).toThrow(/case \d+ .*: infinite; it read/);
  });

  test('finds what takes too long', () => {
    const target = createTarget((body) => {
      const end = busyMs() + (body.endsWith('\n```\nAnything else?') ? 80 : -1);
      while (busyMs() < end);
      return null;
    });
    expect(() => fuzz(target, 5000, 7)).toThrow(/it took \d+ ms; 50 are the most/);
  });

  test('is the same for the same seed', () => {
    const read = (seed: number) => {
      const bodies: string[] = [];
      fuzz(
        createTarget((body) => {
          bodies.push(body);
          return null;
        }),
        300,
        seed,
      );
      return bodies;
    };
    expect(read(1)).toEqual(read(1));
    expect(read(1)).not.toEqual(read(2));
  });
});

describe('mutations', () => {
  const sample = toSample(payload);
  const bodies = Array.from({ length: 5000 }, (_, index) =>
    mutateSample(sample, sample, createRandom(index)),
  );

  test('are of all kinds: JSON and not, of types, numbers, words and keys', () => {
    const json = bodies.filter((body) => toSample(body).value !== undefined).length;
    expect(json).toBeGreaterThan(2500);
    expect(json).toBeLessThan(4500);
    expect(new Set(bodies).size).toBeGreaterThan(3000);
    for (const piece of [
      'NaN',
      '1e400',
      '\\u0000',
      '"__proto__":',
      '[[[[',
      '```',
      '\\ud83e',
      "b'",
    ]) {
      expect(bodies.some((body) => body.includes(piece))).toBe(true);
    }
    expect(bodies.some((body) => /"name":.*"name":/.test(body))).toBe(true);
    expect(bodies.some((body) => body === '')).toBe(true);
  });

  test('leave the value from which they start as it is', () => {
    const value = JSON.parse(payload);
    for (let seed = 0; seed < 500; seed += 1) mutateValue(value, value, createRandom(seed));
    expect(value).toEqual(JSON.parse(payload));
  });

  test('of no text and of no members are made, too', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      expect(typeof damageText('', createRandom(seed))).toBe('string');
      for (const empty of [[], {}, '', null]) mutateValue(empty, null, createRandom(seed));
    }
  });
});
