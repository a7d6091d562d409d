import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Json } from '@patchbay/core/json.ts';
import { excerptOf } from '../json/excerpt.ts';

/** Reads a place in the image: `[x, y]`. */
export function readPoint(written: Json | undefined, path: readonly PropertyKey[]): Outcome<Point> {
  if (Array.isArray(written) && written.length === 2) {
    const [x, y] = written;
    if (typeof x === 'number' && typeof y === 'number') return succeed({ x, y });
  }
  const pointer = toJsonPointer(path);
  const message = `At ${pointer} there is ${describe(written)}; a point [x, y] was wanted.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}

/** Reads a list of places: `[[x, y], …]`. */
export function readPoints(
  written: Json | undefined,
  path: readonly PropertyKey[],
): Outcome<Point[]> {
  if (!Array.isArray(written)) {
    const pointer = toJsonPointer(path);
    const message = `At ${pointer} there is ${describe(written)}; a list of points [[x, y], …] was wanted.`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  }
  const points: Point[] = [];
  for (const [index, member] of written.entries()) {
    const point = readPoint(member, [...path, index]);
    if (!point.ok) return point;
    points.push(point.value);
  }
  return succeed(points);
}

function describe(written: Json | undefined): string {
  return Array.isArray(written) ? `a list of ${written.length}` : excerptOf(written);
}

/** Writes places. */
export function writePoints(points: readonly Point[]): Json {
  return points.map(({ x, y }) => [x, y]);
}
