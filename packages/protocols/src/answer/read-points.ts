import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Point, pointSchema } from '@patchbay/core/geometry/point.ts';
import * as z from 'zod';
import { checkShape } from '../json/check-shape.ts';
import { createFieldTally } from '../json/unknown-fields.ts';

/** What is wanted, in words of the schema where something else stands there. */
const pointsSchema = z.array(pointSchema);

/**
 * Reads a list of `{"x": …, "y": …}`, by hand since outlines are by far the most of an answer: a schema
 * takes ten times as long. The points are those of the answer itself, not copies.
 */
export function readPoints(value: unknown, path: readonly PropertyKey[]): Outcome<Point[]> {
  if (!Array.isArray(value)) return checkShape(pointsSchema, value, path);
  const tally = createFieldTally(path);
  const points: Point[] = new Array(value.length);
  for (let index = 0; index < value.length; index += 1) {
    const point: unknown = value[index];
    if (!isPoint(point)) {
      const read = checkShape(pointSchema, point, [...path, index]);
      if (!read.ok) return read;
      points[index] = read.value;
    } else if (hasOnlyTwoFields(point)) {
      points[index] = point;
    } else {
      tally.add(point, ['x', 'y'], index);
      points[index] = { x: point.x, y: point.y };
    }
  }
  return succeed(points, tally.describe());
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y } = value as { x?: unknown; y?: unknown };
  return Number.isFinite(x) && Number.isFinite(y);
}

/** Of a point, so that two fields are x and y. */
function hasOnlyTwoFields(point: Point): boolean {
  let count = 0;
  for (const _ in point) count += 1;
  return count === 2;
}
