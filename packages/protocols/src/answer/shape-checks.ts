import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { type Box, boxArea, boxAround, isOutside } from '@patchbay/core/geometry/box.ts';
import { crossesItself } from '@patchbay/core/geometry/crosses-itself.ts';
import { type Ellipse, ellipseBox } from '@patchbay/core/geometry/ellipse.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Rings } from '@patchbay/core/geometry/rings.ts';

/** Checks a box against the image: negative sizes fail; outside or without area is kept with a warning. */
export function checkBox(box: Box, image: ImageSize, pointer: string): Outcome<Box> {
  if (box.width < 0 || box.height < 0) {
    const side = box.width < 0 ? `width ${box.width}` : `height ${box.height}`;
    const message = `The box at ${pointer} has the negative ${side}.`;
    return fail({ code: 'MODEL_GEOMETRY_INVALID', message, details: { pointer } });
  }
  return succeed(box, describeExtent(box, boxArea(box) === 0, image, pointer));
}

/** Outlines of more points than this are refused, never thinned. */
export const maximumPoints = 100_000;

/** Checks the rings of a polygon: fewer than three points fail; a repeated last point is taken off. */
export function checkRings(
  paths: readonly (readonly Point[])[],
  image: ImageSize,
  pointers: readonly string[],
): Outcome<Rings> {
  const rings = paths.map(openRing);
  const short = rings.findIndex((ring) => ring.length < 3);
  if (short !== -1) {
    const pointer = pointers[short] ?? '';
    const message = `The outline at ${pointer} has ${rings[short]?.length} different points; three are the least.`;
    return fail({ code: 'MODEL_GEOMETRY_INVALID', message, details: { pointer } });
  }
  const count = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (count > maximumPoints) {
    const message = `The outline at ${pointers[0]} has ${count} points; ${maximumPoints} are the most.`;
    return fail({
      code: 'MODEL_RESPONSE_TOO_LARGE',
      message,
      details: { pointer: pointers[0] ?? '' },
    });
  }
  const isEmpty = rings.every(isFlat);
  const extent = describeExtent(boxAroundAll(rings), isEmpty, image, pointers[0] ?? '');
  return succeed(rings, [...extent, ...describeCrossings(rings, pointers)]);
}

/** A ring may cross itself; what it encloses is then told by the even-odd rule, which few expect. */
function describeCrossings(rings: Rings, pointers: readonly string[]): Warning[] {
  const message = 'An outline crosses itself; it was kept as it came, filled by the even-odd rule.';
  return rings.flatMap((ring, index) =>
    crossesItself(ring)
      ? [{ code: 'OUTLINE_CROSSES_ITSELF', message, pointer: pointers[index] ?? '' }]
      : [],
  );
}

/** Checks points that are no outline: too few fail; places outside the image are kept with a warning. */
export function checkPoints(
  points: readonly Point[],
  { image, least, pointer }: { image: ImageSize; least: number; pointer: string },
): Outcome<void> {
  if (points.length < least) {
    const message = `At ${pointer} there are ${points.length} points; ${least} are the least.`;
    return fail({ code: 'MODEL_GEOMETRY_INVALID', message, details: { pointer } });
  }
  if (points.length > maximumPoints) {
    const message = `At ${pointer} there are ${points.length} points; ${maximumPoints} are the most.`;
    return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message, details: { pointer } });
  }
  return succeed(undefined, describeExtent(boxAround(points), false, image, pointer));
}

/** Checks an ellipse: a negative half axis fails; none, or an angle in degrees, is kept with a warning. */
export function checkEllipse(ellipse: Ellipse, image: ImageSize, pointer: string): Outcome<void> {
  const { radius, angle } = ellipse;
  if (radius.x < 0 || radius.y < 0) {
    const message = `The ellipse at ${pointer} has the negative radius ${Math.min(radius.x, radius.y)}.`;
    return fail({ code: 'MODEL_GEOMETRY_INVALID', message, details: { pointer } });
  }
  const isEmpty = radius.x === 0 || radius.y === 0;
  const extent = describeExtent(ellipseBox(ellipse), isEmpty, image, pointer);
  return succeed(undefined, [...extent, ...describeAngle(angle, pointer)]);
}

/** Checks a direction: an angle in degrees is kept with a warning. */
export function checkVector({ angle }: { angle: number }, pointer: string): Outcome<void> {
  return succeed(undefined, describeAngle(angle, pointer));
}

function describeAngle(angle: number, pointer: string): Warning[] {
  if (Math.abs(angle) <= 2 * Math.PI) return [];
  const message = `The angle ${angle} is more than a full turn in radians; degrees, perhaps? It was kept as it came.`;
  return [{ code: 'ANGLE_BEYOND_TURN', message, pointer: `${pointer}/angle` }];
}

/** A ring without its last point where that repeats the first: a ring is closed by itself. */
function openRing(points: readonly Point[]): Point[] {
  const first = points[0];
  const last = points.at(-1);
  const isRepeated = points.length > 1 && first?.x === last?.x && first?.y === last?.y;
  return isRepeated ? points.slice(0, -1) : [...points];
}

/** Whether all points lie on one line. The area of a ring that crosses itself can be 0 without that. */
function isFlat(ring: readonly Point[]): boolean {
  const [first] = ring;
  const second = ring.find((point) => point.x !== first?.x || point.y !== first?.y);
  if (!first || !second) return true;
  const [dx, dy] = [second.x - first.x, second.y - first.y];
  return ring.every((point) => dx * (point.y - first.y) === dy * (point.x - first.x));
}

/** The box around the boxes of the rings: to put all points into one list first takes five times as long. */
function boxAroundAll(rings: Rings): Box {
  const corners = rings.map(boxAround).flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  return boxAround(corners);
}

function describeExtent(box: Box, isEmpty: boolean, image: ImageSize, pointer: string): Warning[] {
  const warnings: Warning[] = [];
  if (isOutside(box, image)) {
    const message = `A shape reaches outside the image of ${image.width} × ${image.height} pixels; it was kept as it came.`;
    warnings.push({ code: 'SHAPE_OUTSIDE_IMAGE', message, pointer });
  }
  if (isEmpty) {
    const message = 'A shape has no area; it was kept as it came.';
    warnings.push({ code: 'SHAPE_EMPTY', message, pointer });
  }
  return warnings;
}
