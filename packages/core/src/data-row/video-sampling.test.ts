import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFrames, videoSamplingSchema } from './video-sampling.ts';

/** When the frames of a video at so many frames per second are shown. */
const steady = (count: number, perSecond: number) =>
  Array.from({ length: count }, (_, index) => (index * 1000) / perSecond);

const choose = (times: readonly number[], sampling: object) =>
  chooseFrames(times, videoSamplingSchema.parse(sampling));

describe('the sampled frames of a video', () => {
  it('are one in each second where nobody says otherwise', () => {
    expect(choose(steady(100, 30), {})).toEqual([0, 30, 60, 90]);
  });

  it('are so many in each second, whatever the frame rate', () => {
    expect(choose(steady(60, 29.97), { framesPerSecond: 2 })).toEqual([0, 14, 29, 44]);
    expect(choose(steady(3, 10), { framesPerSecond: 240 })).toEqual([0, 1, 2]);
    expect(choose(steady(30, 1), { framesPerSecond: 0.1 })).toEqual([0, 10, 20]);
  });

  it('are those that are shown at the time, where frames come unevenly', () => {
    expect(choose([0, 100, 2500, 2600, 4000], {})).toEqual([0, 1, 3, 4]);
  });

  it('count from the first frame, which may come late', () => {
    expect(choose([500, 1000, 1499, 1500, 2000], {})).toEqual([0, 3]);
  });

  it('are every nth', () => {
    expect(choose(steady(10, 25), { everyNthFrame: 4 })).toEqual([0, 4, 8]);
  });

  it('are thinned out evenly where there would be too many', () => {
    expect(choose(steady(100, 1), { maximumFrames: 4 })).toEqual([0, 25, 50, 75]);
    expect(choose(steady(1000, 1), {})).toHaveLength(32);
    expect(choose(steady(7, 1), { maximumFrames: 3 })).toEqual([0, 2, 4]);
  });

  it('are the one frame of a video that has one', () => {
    expect(choose([0], {})).toEqual([0]);
    expect(choose([], {})).toEqual([]);
  });

  it('rise, are never too many, and begin with the first', () => {
    const times = fc
      .uniqueArray(fc.nat(1_000_000), { minLength: 1, maxLength: 200 })
      .map((all) => all.toSorted((one, other) => one - other));
    const sampling = fc.record(
      {
        framesPerSecond: fc.double({ min: 0.01, max: 240, noNaN: true }),
        maximumFrames: fc.nat(50),
      },
      { requiredKeys: ['maximumFrames'] },
    );
    fc.assert(
      fc.property(times, sampling, (all, wanted) => {
        const maximumFrames = wanted.maximumFrames + 1;
        const chosen = chooseFrames(all, { ...wanted, maximumFrames });
        expect(chosen[0]).toBe(0);
        expect(chosen.length).toBeLessThanOrEqual(maximumFrames);
        expect(chosen).toEqual([...new Set(chosen)].sort((one, other) => one - other));
        expect(chosen.at(-1)).toBeLessThan(all.length);
      }),
    );
  });
});

describe('a sampling', () => {
  it.each([
    { framesPerSecond: 1, everyNthFrame: 2 },
    { framesPerSecond: 0 },
    { everyNthFrame: 1.5 },
    { maximumFrames: 0 },
    { maximumFrames: 1001 },
    { fps: 1 },
  ])('cannot be %j', (sampling) => {
    expect(videoSamplingSchema.safeParse(sampling).success).toBe(false);
  });
});
