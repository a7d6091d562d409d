import { areaOfEdges, boxOfEdges, checkOneSize, edgesOf, type RunEdges } from './run-edges.ts';
import type { RunLength } from './run-length.ts';

/** Intersection over union of two masks, 0 to 1; 0 where both are empty. Throws as the matrix does. */
export function runLengthIou(one: RunLength, other: RunLength): number {
  return runLengthIouMatrix([one], [other])[0] ?? 0;
}

/**
 * Intersection over union of every detection with every ground truth of one image: of detection d with
 * ground truth g at `d * groundTruths.length + g`, 8 bytes for each. Where a ground truth is a crowd, it
 * is the intersection over the area of the detection: how much of it lies in the crowd. Nothing is drawn.
 * @throws RangeError where the masks are of images of different sizes.
 * @throws RunLengthError where the counts of one cannot be read or do not fill its image exactly.
 */
export function runLengthIouMatrix(
  detections: readonly RunLength[],
  groundTruths: readonly RunLength[],
  isCrowd: readonly boolean[] = [],
): Float64Array {
  checkOneSize([...detections, ...groundTruths]);
  const overlaps = new Float64Array(detections.length * groundTruths.length);
  const others = groundTruths.map(prepare);
  let index = 0;
  for (const detection of detections) {
    const one = prepare(detection);
    for (let place = 0; place < others.length; place += 1) {
      const other = others[place];
      if (other) overlaps[index++] = overlapOf(one, other, isCrowd[place] ?? false);
    }
  }
  return overlaps;
}

/** What of a mask is looked at again for every pair; its box as the pixels that it ends at. */
interface ComparedMask {
  readonly edges: RunEdges;
  readonly area: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function prepare(mask: RunLength): ComparedMask {
  const edges = edgesOf(mask);
  const height = mask.size[0];
  const { x: left, y: top, ...box } = boxOfEdges(edges, height);
  const [right, bottom] = [left + box.width, top + box.height];
  return { edges, area: areaOfEdges(edges), height, left, right, top, bottom };
}

function overlapOf(one: ComparedMask, other: ComparedMask, isCrowd: boolean): number {
  // Most pairs are far apart: their boxes tell.
  const left = Math.max(one.left, other.left);
  if (left >= Math.min(one.right, other.right)) return 0;
  if (Math.max(one.top, other.top) >= Math.min(one.bottom, other.bottom)) return 0;
  const from = left * one.height;
  const common = countCommon(
    one.edges,
    runAfter(one.edges, from),
    other.edges,
    runAfter(other.edges, from),
  );
  if (common === 0) return 0;
  return common / (isCrowd ? one.area : one.area + other.area - common);
}

/** Index of the first edge of the first run that reaches beyond a pixel. */
function runAfter(edges: RunEdges, pixel: number): number {
  if ((edges[0] ?? 0) >= pixel) return 0;
  let [low, high] = [0, edges.length >> 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle * 2 + 1] ?? 0) > pixel) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

/**
 * Number of pixels in both masks, from these runs on to the end of the first that ends. In each step the
 * run that ends earlier is left behind. (The loop of all loops in evaluation: the edges are kept in
 * variables, since reading each once instead of three times halves its time.)
 */
function countCommon(one: RunEdges, first: number, other: RunEdges, firstOfOther: number): number {
  let [index, otherIndex, common] = [first, firstOfOther, 0];
  if (index >= one.length || otherIndex >= other.length) return 0;
  let start = one[index] ?? 0;
  let end = one[index + 1] ?? 0;
  let otherStart = other[otherIndex] ?? 0;
  let otherEnd = other[otherIndex + 1] ?? 0;
  for (;;) {
    if (end <= otherEnd) {
      if (end > otherStart) common += end - Math.max(start, otherStart);
      index += 2;
      if (index >= one.length) return common;
      start = one[index] ?? 0;
      end = one[index + 1] ?? 0;
    } else {
      if (otherEnd > start) common += otherEnd - Math.max(start, otherStart);
      otherIndex += 2;
      if (otherIndex >= other.length) return common;
      otherStart = other[otherIndex] ?? 0;
      otherEnd = other[otherIndex + 1] ?? 0;
    }
  }
}
