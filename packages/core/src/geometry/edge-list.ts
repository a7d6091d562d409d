import type { RunEdges } from './run-edges.ts';

/**
 * Gathers the edges of a mask in any order. A pixel at which the mask changes twice is no edge: so many
 * rings over each other take no more memory than the edges that are left of them.
 */
export function createEdgeList() {
  let edges = new Float64Array(256);
  let length = 0;

  function cancelPairs(): void {
    edges.subarray(0, length).sort();
    let kept = 0;
    for (let index = 0; index < length; index += 1) {
      const edge = edges[index] ?? 0;
      if (kept > 0 && edges[kept - 1] === edge) kept -= 1;
      else edges[kept++] = edge;
    }
    length = kept;
  }

  return {
    /** The mask changes at this pixel and all after it. */
    toggle(pixel: number): void {
      if (length === edges.length) cancelPairs();
      if (length > edges.length / 2) {
        const larger = new Float64Array(edges.length * 2);
        larger.set(edges);
        edges = larger;
      }
      edges[length++] = pixel;
    },
    /** The edges so far, in order. */
    list(): RunEdges {
      cancelPairs();
      return edges.slice(0, length);
    },
  };
}
