import { createRandom } from '@patchbay/protocols/testing/fuzz/random.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateGate } from './rate-gate.ts';
import { leadMs } from './rate-store.ts';
import { createSharedClockStore } from './testing/shared-clock-store.ts';
import { createVirtualTime } from './testing/virtual-time.ts';

const seed = Number(process.env.PATCHBAY_SIMULATION_SEED ?? Date.now() % 2 ** 31);
const schedules = 3000;
const never = new AbortController().signal;

interface Simulated {
  readonly seed: number;
  readonly perSecond: number;
  readonly workers: number;
  readonly spanMs: number;
  /** By how much a timer is late. */
  readonly lateness: (random: () => number) => number;
}

/** Timers are up to 3 ms late, and one in fifty stalls for up to 300 ms. */
const stalling: Simulated['lateness'] = (random) =>
  random() < 0.02 ? random() * 300 : random() * 3;

/** On a machine with too much to do, most timers wait for a processor. */
const busy: Simulated['lateness'] = (random) =>
  random() < 0.7 ? 10 + random() * 25 : random() * 3;

/** Workers that come and go, answer late, stall, and idle, behind one shared clock. */
async function simulate(run: Simulated) {
  const { next: random } = createRandom(run.seed);
  const sent: number[] = [];
  const time = createVirtualTime(() => run.lateness(random));
  const { reserve } = createSharedClockStore(time, () => random() * 3, leadMs);
  const asks = Array.from({ length: run.workers }, async () => {
    const skew = random() * 1e6; // the clocks of two workers have nothing in common
    const gate = createRateGate({
      now: () => time.now() + skew,
      sleep: (ms) => time.sleep(ms),
      readLimit: async () => run.perSecond,
      reserve,
    });
    const places = 1 + Math.floor(random() * 8);
    const callMs = random() * 200;
    let calls = 0;
    const call = async () => {
      while (time.now() < run.spanMs) {
        if (random() < 0.05) await time.sleep(random() * 500);
        await gate.pass({ signal: never });
        calls += 1;
        // On its way to the endpoint for up to 3 ms; the first of a process for up to 30.
        sent.push(time.now() + random() * (calls <= 8 ? 30 : 3));
        await time.sleep(callMs);
      }
    };
    await Promise.all(Array.from({ length: places }, call));
  });
  await time.run();
  await Promise.all(asks);
  return sent;
}

/** The most calls in any span of so many milliseconds. */
function mostIn(sent: readonly number[], span: number): number {
  const times = sent.toSorted((one, other) => one - other);
  let start = 0;
  return times.reduce((most, at, index) => {
    while ((times[start] ?? at) <= at - span) start += 1;
    return Math.max(most, index - start + 1);
  }, 0);
}

test(`no second has more calls than the limit, whatever workers do (seed ${seed}, fault E17)`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.nat(),
        perSecond: fc.constantFrom(0.5, 1, 2, 3, 5, 10, 20, 50),
        workers: fc.integer({ min: 1, max: 4 }),
      }),
      async (run) => {
        const sent = await simulate({ ...run, spanMs: 4000, lateness: stalling });
        const span = Math.max(1000, 1000 / run.perSecond);
        expect(mostIn(sent, span)).toBeLessThanOrEqual(Math.max(1, run.perSecond));
      },
    ),
    { seed, numRuns: schedules },
  );
}, 120_000);

test.each([1, 2, 5, 10, 50])(
  'most of a limit of %i a second is used even where most timers come late (fault E17)',
  async (perSecond) => {
    const spanMs = 60_000;
    const run = { seed: 7, perSecond, workers: 4, spanMs, lateness: busy };
    const sent = await simulate(run);
    expect(mostIn(sent, 1000)).toBeLessThanOrEqual(perSecond);
    const settled = sent.filter((at) => at > spanMs / 3 && at <= spanMs);
    expect((settled.length * 1000) / (perSecond * ((spanMs * 2) / 3))).toBeGreaterThan(0.7);
  },
);
