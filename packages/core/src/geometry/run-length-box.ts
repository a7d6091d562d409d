import type { Box } from './box.ts';
import { boxOfEdges, edgesOf } from './run-edges.ts';
import type { RunLength } from './run-length.ts';

/**
 * The smallest box around the pixels of a mask; a box of no size at the origin where there are none.
 * @throws RunLengthError where the counts cannot be read or do not fill the image exactly.
 */
export function runLengthBox(mask: RunLength): Box {
  return boxOfEdges(edgesOf(mask), mask.size[0]);
}
