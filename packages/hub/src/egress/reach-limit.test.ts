import { expect, test } from 'vitest';
import { createReachLimit, createReadingLimit } from './reach-limit.ts';

/** A limit on a clock that is moved by hand. */
function openLimit() {
  const clock = { ms: 5000 };
  const limit = createReachLimit(() => clock.ms);
  const letThrough = (actor: string, wanted: number) => {
    for (let count = 0; count < wanted; count += 1) {
      try {
        limit.spend({ actor });
      } catch (error) {
        expect(error).toMatchObject({ code: 'INPUT_TOO_OFTEN', details: { retryAfterSeconds: 1 } });
        return count;
      }
    }
    return wanted;
  };
  return { clock, limit, letThrough };
}

test('120 in a row are let through, then one in each second (fault S11)', () => {
  const { clock, letThrough } = openLimit();
  expect(letThrough('user:a', 500)).toBe(120);
  clock.ms += 1000;
  expect(letThrough('user:a', 500)).toBe(1);
  clock.ms += 10_000;
  expect(letThrough('user:a', 500)).toBe(10);
  clock.ms += 3_600_000;
  expect(letThrough('user:a', 500)).toBe(120);
});

test('what one uses up is not taken from another (fault S11)', () => {
  const { letThrough } = openLimit();
  expect(letThrough('user:a', 500)).toBe(120);
  expect(letThrough('key:b', 5)).toBe(5);
});

test('what was given back may be used again (fault S11)', () => {
  const { limit, letThrough } = openLimit();
  for (let count = 0; count < 500; count += 1) limit.spend({ actor: 'user:a' })();
  expect(letThrough('user:a', 500)).toBe(120);
});

test('manifests are read twice as often, and said to be what was too often', () => {
  let ms = 5000;
  const limit = createReadingLimit(() => ms);
  for (let count = 0; count < 120; count += 1) limit.spend({ actor: 'user:a' });
  expect(() => limit.spend({ actor: 'user:a' })).toThrow(
    /^Manifests were read more than 120 times/,
  );
  ms += 500;
  expect(() => limit.spend({ actor: 'user:a' })).not.toThrow();
});
