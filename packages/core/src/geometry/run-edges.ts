import type { Box } from './box.ts';
import { packCounts } from './packed-counts.ts';
import { fillingCounts, type RunLength } from './run-length.ts';

/**
 * The edges of a mask: the numbers of the pixels at which it begins and ends, column by column, in
 * ascending order without repetition. Two of them make a run of set pixels: the first one in it and the
 * first one after it. The pixel (x, y) has the number `x * height + y`. In this form masks are compared
 * and combined without being drawn.
 */
export type RunEdges = Float64Array<ArrayBuffer>;

/**
 * The edges of a mask. Runs of no length leave none.
 * @throws RunLengthError where the counts cannot be read or do not fill the image exactly.
 */
export function edgesOf(mask: RunLength): RunEdges {
  const counts = fillingCounts(mask);
  // What is filled after the last run of 0 is the rest of the image: no edge.
  const changes = counts.length - (counts.length % 2);
  const edges = new Float64Array(changes);
  let length = 0;
  let position = 0;
  for (let index = 0; index < changes; index += 1) {
    position += counts[index] ?? 0;
    if (length > 0 && edges[length - 1] === position) length -= 1;
    else edges[length++] = position;
  }
  return length === changes ? edges : edges.slice(0, length);
}

/** The mask with these edges in an image of this size. */
export function maskOfEdges(
  edges: ArrayLike<number>,
  [height, width]: readonly [height: number, width: number],
): RunLength {
  const area = height * width;
  const counts = new Float64Array(edges.length + 1);
  let length = 0;
  let position = 0;
  for (let index = 0; index < edges.length; index += 1) {
    const edge = edges[index] ?? area;
    counts[length++] = edge - position;
    position = edge;
  }
  if (position < area || length === 0) counts[length++] = area - position;
  return { size: [height, width], counts: packCounts(counts.subarray(0, length)) };
}

/** Number of pixels between edges. */
export function areaOfEdges(edges: RunEdges): number {
  let area = 0;
  for (let index = 1; index < edges.length; index += 2) {
    area += (edges[index] ?? 0) - (edges[index - 1] ?? 0);
  }
  return area;
}

/** The smallest box around edges in an image of this height; of no size at the origin without any. */
export function boxOfEdges(edges: RunEdges, height: number): Box {
  if (edges.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.floor((edges[0] ?? 0) / height);
  const right = Math.ceil((edges[edges.length - 1] ?? 0) / height);
  let [top, bottom] = [height, 0];
  for (let index = 1; index < edges.length; index += 2) {
    const start = edges[index - 1] ?? 0;
    const end = edges[index] ?? 0;
    const column = Math.floor(start / height) * height;
    const spansColumns = end > column + height;
    top = spansColumns ? 0 : Math.min(top, start - column);
    bottom = spansColumns ? height : Math.max(bottom, end - column);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Masks of images of different sizes have no pixel in common.
 * @throws RangeError where two of the masks differ in size.
 */
export function checkOneSize(masks: readonly RunLength[]): void {
  const [height, width] = masks[0]?.size ?? [];
  const other = masks.find(({ size }) => size[0] !== height || size[1] !== width);
  if (!other) return;
  const sizes = `[${height}, ${width}] and [${other.size.join(', ')}]`;
  throw new RangeError(`Masks of the sizes ${sizes} belong to different images`);
}
