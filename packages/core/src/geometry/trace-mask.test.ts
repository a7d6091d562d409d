import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCounts } from './packed-counts.ts';
import { rasteriseRings } from './rasterise-rings.ts';
import { ringArea, ringsSchema } from './rings.ts';
import { encodeRunLength, type RunLength } from './run-length.ts';
import { RunLengthError } from './run-length-error.ts';
import { bitmaps } from './testing/bitmaps.ts';
import { drawBitmap } from './testing/draw-bitmap.ts';
import { maskLists } from './testing/masks.ts';
import { pycocoMasks } from './testing/pycocotools.ts';
import { traceMask } from './trace-mask.ts';

/** The rings of a drawing, each as its corners in words, and the area that it encloses. */
function traceRows(...rows: string[]): [corners: string, area: number][] {
  const { bitmap, size } = drawBitmap(rows);
  return traceMask(encodeRunLength(bitmap, size)).map((ring) => [
    ring.map(({ x, y }) => `${x},${y}`).join(' '),
    ringArea(ring),
  ]);
}

describe('the outline of a mask', () => {
  it('gives the mask back when it is filled', () => {
    fc.assert(
      fc.property(bitmaps, ({ bitmap, size }) => {
        const mask = encodeRunLength(bitmap, size);
        expect(rasteriseRings(traceMask(mask), size)).toEqual(mask);
      }),
    );
    fc.assert(
      fc.property(maskLists(1, 1), ([drawn]) => {
        if (!drawn) return;
        const { size } = drawn.mask;
        const mask = encodeRunLength(drawn.bitmap, size);
        expect(rasteriseRings(traceMask(drawn.mask), size)).toEqual(mask);
      }),
    );
    for (const { mask } of pycocoMasks) {
      expect(rasteriseRings(traceMask(mask), mask.size)).toEqual(mask);
    }
  });

  it('is made of rings that turn at every point', () => {
    fc.assert(
      fc.property(bitmaps, ({ bitmap, size }) => {
        const rings = traceMask(encodeRunLength(bitmap, size));
        if (rings.length > 0) expect(ringsSchema.safeParse(rings).success).toBe(true);
        for (const ring of rings) {
          ring.forEach((point, index) => {
            const [before, after] = [ring.at(index - 1), ring[(index + 1) % ring.length]];
            expect([before?.x === point.x, before?.y === point.y].filter(Boolean)).toHaveLength(1);
            expect(before?.x === point.x).toBe(after?.y === point.y);
          });
        }
      }),
    );
  });

  it('of a rectangle is its four corners, over as many columns as it has', () => {
    expect(traceRows('.....', '.###.', '.###.')).toEqual([['4,1 4,3 1,3 1,1', 6]]);
    expect(traceRows('##', '##')).toEqual([['2,0 2,2 0,2 0,0', 4]]);
  });

  it('goes around a hole in a ring of its own, after that of the part around it', () => {
    const rings = traceRows('#####', '#...#', '#.#.#', '#...#', '#####');
    expect(rings.map(([, area]) => area)).toEqual([25, 9, 1]);
  });

  it('takes pixels that touch only at a corner for two parts', () => {
    expect(traceRows('#.', '.#').map(([, area]) => area)).toEqual([1, 1]);
    expect(traceRows('.#', '#.').map(([, area]) => area)).toEqual([1, 1]);
    // Two holes that touch at a corner lie in one part, and each keeps a ring that does not cross itself.
    expect(traceRows('####', '#.##', '##.#', '####').map(([, area]) => area)).toEqual([16, 2]);
  });

  it('has no ring where there is no pixel', () => {
    expect(traceRows('...', '...')).toEqual([]);
  });

  it('of a large mask is found without drawing it (fault D10)', () => {
    const side = 10_000;
    const mask: RunLength = { size: [side, side], counts: packCounts([0, side * side]) };
    expect(traceMask(mask).map(ringArea)).toEqual([side * side]);
  });

  it('is refused where it would take more memory than there is (fault D7)', () => {
    const mask: RunLength = { size: [1, 100_000_000], counts: packCounts([0, 100_000_000]) };
    expect(() => traceMask(mask)).toThrow(RangeError);
  });

  it('is refused where the counts do not fill the image (fault D5)', () => {
    expect(() => traceMask({ size: [2, 2], counts: packCounts([1, 2]) })).toThrow(RunLengthError);
  });
});
