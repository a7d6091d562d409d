import { type MergeRule, mergeEdges } from './merge-edges.ts';
import { checkOneSize, edgesOf, maskOfEdges } from './run-edges.ts';
import type { RunLength } from './run-length.ts';

/**
 * The pixels that are in any of the masks, found without drawing them.
 * @throws RangeError where the masks are of images of different sizes, or there are none.
 * @throws RunLengthError where the counts of one cannot be read or do not fill its image exactly.
 */
export function uniteRunLengths(masks: readonly RunLength[]): RunLength {
  return mergeRunLengths(masks, 'union');
}

/** The pixels that are in all of the masks; otherwise as {@link uniteRunLengths}. */
export function intersectRunLengths(masks: readonly RunLength[]): RunLength {
  return mergeRunLengths(masks, 'intersection');
}

function mergeRunLengths(masks: readonly RunLength[], rule: MergeRule): RunLength {
  const first = masks[0];
  if (!first) throw new RangeError('There is no mask to be merged');
  checkOneSize(masks);
  return maskOfEdges(mergeEdges(masks.map(edgesOf), rule), first.size);
}
