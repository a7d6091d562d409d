import type { RunEdges } from './run-edges.ts';

/**
 * How two masks are merged: bit 1 says whether a pixel is kept that is only in the one, bit 2 one that is
 * only in the other, bit 3 one that is in both.
 */
const keptPixels = { union: 0b1110, intersection: 0b1000, 'even-odd': 0b0110 };
export type MergeRule = keyof typeof keptPixels;

/** The edges of what is merged of several masks of images of one size; none of none. */
export function mergeEdges(masks: readonly RunEdges[], rule: MergeRule): RunEdges {
  // Neighbours first, then the results: nothing grows large before it has to.
  let merged = [...masks];
  while (merged.length > 1) {
    const pairs: RunEdges[] = [];
    for (let index = 0; index < merged.length; index += 2) {
      const [one, other] = [merged[index], merged[index + 1]];
      if (one) pairs.push(other ? mergeTwo(one, other, keptPixels[rule]) : one);
    }
    merged = pairs;
  }
  return merged[0] ?? new Float64Array();
}

function mergeTwo(one: RunEdges, other: RunEdges, kept: number): RunEdges {
  const merged = new Float64Array(one.length + other.length);
  let [length, passedOne, passedOther, wasKept] = [0, 0, 0, 0];
  while (passedOne < one.length || passedOther < other.length) {
    const nextOfOne = one[passedOne] ?? Infinity;
    const nextOfOther = other[passedOther] ?? Infinity;
    const position = Math.min(nextOfOne, nextOfOther);
    if (nextOfOne === position) passedOne += 1;
    if (nextOfOther === position) passedOther += 1;
    // After an odd number of edges a mask is in a run.
    const isKept = (kept >> ((passedOne & 1) | ((passedOther & 1) << 1))) & 1;
    if (isKept !== wasKept) merged[length++] = position;
    wasKept = isKept;
  }
  return merged.slice(0, length);
}
