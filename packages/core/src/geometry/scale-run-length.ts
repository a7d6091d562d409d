import { createEdgeList } from './edge-list.ts';
import { edgesOf, maskOfEdges } from './run-edges.ts';
import { maximumMaskArea, type RunLength } from './run-length.ts';
import { RunLengthError } from './run-length-error.ts';

/**
 * A mask in another size, `[height, width]`: each pixel is what the mask has at its middle. Nothing is
 * drawn: a column takes the runs of the nearest one.
 * @throws RunLengthError where either size is too large or the counts do not fill the image exactly.
 */
export function scaleRunLength(mask: RunLength, size: readonly [number, number]): RunLength {
  const [fromHeight, fromWidth] = mask.size;
  const [height, width] = size;
  if (height === fromHeight && width === fromWidth) return mask;
  if (Math.max(height * width, fromHeight * fromWidth) > maximumMaskArea) {
    const message = `A mask of ${fromHeight} × ${fromWidth} pixels is too large to be scaled to ${height} × ${width}`;
    throw new RunLengthError(mask.counts.length, message);
  }
  const edges = edgesOf(mask);
  const scaled = createEdgeList();
  let run = 0;
  for (let column = 0; column < width; column += 1) {
    const nearest = Math.floor(((2 * column + 1) * fromWidth) / (2 * width));
    const [start, end] = [nearest * fromHeight, (nearest + 1) * fromHeight];
    while ((edges[run + 1] ?? Infinity) <= start) run += 2;
    for (let index = run; (edges[index] ?? Infinity) < end; index += 2) {
      for (const edge of [edges[index] ?? end, edges[index + 1] ?? end]) {
        const row = Math.max(0, Math.min(fromHeight, edge - start));
        scaled.toggle(column * height + firstRow(row, fromHeight, height));
      }
    }
  }
  return maskOfEdges(scaled.list(), size);
}

/** The first row of the new height whose middle lies at or below a row of the old one. */
function firstRow(row: number, fromHeight: number, height: number): number {
  return Math.ceil((2 * row * height - fromHeight) / (2 * fromHeight));
}
