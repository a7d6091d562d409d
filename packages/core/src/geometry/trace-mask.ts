import {
  leftEnd,
  linkSteps,
  type OutlineSteps,
  rightEnd,
  splitIntoSteps,
} from './outline-steps.ts';
import type { Point } from './point.ts';
import type { Rings } from './rings.ts';
import { edgesOf } from './run-edges.ts';
import type { RunLength } from './run-length.ts';

/**
 * The outline of a mask along the borders of its pixels: a ring around every part and one around every
 * hole, that of a part before those of its holes; no ring where the mask is empty. Pixels that touch only
 * at a corner are two parts. Filled by the even-odd rule, as `rasteriseRings` does, the rings give the mask
 * back. Nothing is drawn.
 * @throws RangeError where the outline is too long.
 * @throws RunLengthError where the counts cannot be read or do not fill the image exactly.
 */
export function traceMask(mask: RunLength): Rings {
  const steps = splitIntoSteps(edgesOf(mask), mask.size[0]);
  const links = linkSteps(steps);
  const isPassed = new Uint8Array(steps.rows.length);
  const rings: Rings = [];
  for (let step = 0; step < isPassed.length; step += 1) {
    if (!isPassed[step]) rings.push(followLinks(step, steps, links, isPassed));
  }
  return rings;
}

/** The ring that a step belongs to, from that step to the right; a point at every turn. */
function followLinks(
  first: number,
  { columns, rows }: OutlineSteps,
  links: Int32Array,
  isPassed: Uint8Array,
): Point[] {
  const ring: Point[] = [];
  let step = first;
  let entered = leftEnd(first);
  do {
    isPassed[step] = 1;
    const isToTheRight = entered === leftEnd(step);
    const next = links[isToTheRight ? rightEnd(step) : leftEnd(step)] ?? 0;
    const x = (columns[step] ?? 0) + (isToTheRight ? 1 : 0);
    const [y, nextY] = [rows[step] ?? 0, rows[next >> 1] ?? 0];
    if (y !== nextY) ring.push({ x, y }, { x, y: nextY });
    entered = next;
    step = next >> 1;
  } while (step !== first);
  return ring;
}
