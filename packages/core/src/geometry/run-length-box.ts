import type { Box } from './box.ts';
import { type RunLength, unpackCounts } from './run-length.ts';

/** The smallest box around the pixels of a mask; a box of no size at the origin where there are none. */
export function runLengthBox(mask: RunLength): Box {
  const height = mask.size[0];
  let left = Infinity;
  let right = -1;
  let top = Infinity;
  let bottom = -1;
  let position = 0;
  unpackCounts(mask.counts).forEach((run, index) => {
    if (index % 2 && run > 0) {
      const last = position + run - 1;
      const firstColumn = Math.floor(position / height);
      const lastColumn = Math.floor(last / height);
      left = Math.min(left, firstColumn);
      right = Math.max(right, lastColumn);
      const spansColumns = lastColumn > firstColumn;
      top = spansColumns ? 0 : Math.min(top, position % height);
      bottom = spansColumns ? height - 1 : Math.max(bottom, last % height);
    }
    position += run;
  });
  if (right < 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
