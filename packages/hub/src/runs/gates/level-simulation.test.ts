import { createRandom } from '@patchbay/protocols/testing/fuzz/random.ts';
import { expect, test } from 'vitest';
import { simulateLevel, type Treatment } from './testing/simulate-level.ts';

/** A worker and the ways in which endpoints fail, in a time of its own: what the level makes of each. */

const seed = Number(process.env.PATCHBAY_SIMULATION_SEED ?? Date.now() % 2 ** 31);
const refusalMs = 2;
const answerMs = 50;
const limit = 32;

/** Answers within 20 % of a time. */
const answer = (random: () => number, ms = answerMs): Treatment => ({
  isRefused: false,
  ms: ms * (0.8 + 0.4 * random()),
});
const refusal: Treatment = { isRefused: true, ms: refusalMs };
const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);

test.each([3, 50, 1000])(
  `an endpoint that turns one call in twenty away, whatever it is given, is used at three quarters of its limit at least, where it answers in %i ms (seed ${seed})`,
  (ms) => {
    const { next: random } = createRandom(seed);
    const treat = () => (random() < 0.05 ? refusal : answer(random, ms));
    const { level } = simulateLevel({ limit, spanMs: 60_000, level: null, random, treat });
    expect(level).toBeGreaterThan(0.75);
  },
);

test.each([4, 8, 16, 28])(
  `an endpoint that takes %i calls at once turns few away, and most of it is used (seed ${seed}, fault N22)`,
  (capacity) => {
    const { next: random } = createRandom(seed);
    const treat = (_at: number, beside: number) =>
      beside >= capacity ? refusal : answer(random, answerMs);
    const spanMs = 60_000;
    const run = simulateLevel({ limit, spanMs, level: null, random, treat });
    const possible = (capacity * spanMs) / answerMs;
    expect(run.answered / possible).toBeGreaterThan(0.75);
    // At the level that is one too many it turns a call away every 2 ms, until that is noticed.
    expect(run.refused / (spanMs / 1000)).toBeLessThan(12);
  },
);

test(`an endpoint that takes less for a while is left alone so far, and used again half a minute later (seed ${seed})`, () => {
  const { next: random } = createRandom(seed);
  const [fromMs, untilMs] = [20_000, 40_000];
  const treat = (at: number, beside: number) => {
    const isNarrow = at >= fromMs && at < untilMs;
    return beside >= (isNarrow ? 8 : limit) || random() < 0.02 ? refusal : answer(random, answerMs);
  };
  const { perSecond } = simulateLevel({ limit, spanMs: 75_000, level: null, random, treat });
  const full = (1000 / answerMs) * limit;
  expect(sum(perSecond.slice(22, 40)) / 18).toBeGreaterThan(0.6 * (1000 / answerMs) * 8);
  expect(Math.max(...perSecond.slice(40, 70))).toBeGreaterThan(0.85 * full);
});

test(`after an outage an endpoint that fails one call in twenty is back at nine tenths within thirty seconds (seed ${seed}, fault N23)`, () => {
  const { next: random } = createRandom(seed);
  const treat = () => (random() < 0.05 ? refusal : answer(random, answerMs));
  const { perSecond } = simulateLevel({ limit, spanMs: 30_000, level: 1, random, treat });
  const full = (1000 / answerMs) * limit * 0.95;
  expect(Math.max(...perSecond)).toBeGreaterThan(0.9 * full);
});
