import fc from 'fast-check';
import { packCounts } from '../packed-counts.ts';
import type { RunLength } from '../run-length.ts';

/** A mask and the bitmap that it stands for. */
export interface DrawnMask {
  mask: RunLength;
  bitmap: Uint8Array;
}

/**
 * Several masks of one image: of long runs and short ones, over columns and within them, and with runs of
 * no length. Their bitmaps are drawn from the runs, not from what the code under test makes of them.
 */
export function maskLists(minLength: number, maxLength: number): fc.Arbitrary<DrawnMask[]> {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  return sizes.chain((size) => {
    const area = size[0] * size[1];
    const changes = fc.array(fc.nat(area), { maxLength: 24 });
    const masks = changes.map((places) => drawMask(size, [...places, area]));
    return fc.array(masks, { minLength, maxLength });
  });
}

function drawMask(size: [height: number, width: number], changes: number[]): DrawnMask {
  const bitmap = new Uint8Array(size[0] * size[1]);
  let position = 0;
  const counts = changes
    .toSorted((one, other) => one - other)
    .map((end, index) => {
      const count = end - position;
      for (; position < end; position += 1) bitmap[position] = index % 2;
      return count;
    });
  return { mask: { size: [...size], counts: packCounts(counts) }, bitmap };
}
