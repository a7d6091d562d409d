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

test('20 manifests in a row are read, then one in each two seconds, and the refusal says so', () => {
  const clock = { ms: 5000 };
  const limit = createReadingLimit(() => clock.ms);
  const actor = 'user:a';
  for (let count = 0; count < 20; count += 1) limit.spend({ actor });
  expect(() => limit.spend({ actor })).toThrow(
    'Manifests were read more than 20 times in a row. Go on in 2 s, at most once in 2 s.',
  );
  clock.ms += 2000;
  limit.spend({ actor });
  expect(() => limit.spend({ actor })).toThrow(/20 times/);
});
