import type { Box } from './box.ts';
import type { Ellipse } from './ellipse.ts';
import type { Point } from './point.ts';

/** By how much a picture grows along x and y. Both are above 0. */
export interface ScaleFactors {
  readonly x: number;
  readonly y: number;
}

export function scalePoint<Place extends Point>(point: Place, factors: ScaleFactors): Place {
  return { ...point, x: point.x * factors.x, y: point.y * factors.y };
}

export function scaleBox({ x, y, width, height }: Box, factors: ScaleFactors): Box {
  return {
    x: x * factors.x,
    y: y * factors.y,
    width: width * factors.x,
    height: height * factors.y,
  };
}

/** A direction of so many pixels; its angle turns where the factors differ. */
export function scaleDirection(
  { angle, length }: { angle: number; length: number },
  factors: ScaleFactors,
): { angle: number; length: number } {
  if (factors.x === factors.y) return { angle, length: length * factors.x };
  const x = Math.cos(angle) * factors.x;
  const y = Math.sin(angle) * factors.y;
  // Turned by what the scaling adds alone, so that an angle beyond a whole turn stays beyond it.
  return { angle: angle + turnBetween(angle, Math.atan2(y, x)), length: length * Math.hypot(x, y) };
}

/**
 * The ellipse that a scaled ellipse is. Where the factors differ and it is turned, its axes are no
 * longer those that it had: they are found anew from its second moments.
 */
export function scaleEllipse({ center, radius, angle }: Ellipse, factors: ScaleFactors): Ellipse {
  const scaled = scalePoint(center, factors);
  if (factors.x === factors.y) {
    return { center: scaled, radius: scalePoint(radius, factors), angle };
  }
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  // The matrix A·Aᵀ of the map A from the unit circle onto the scaled ellipse.
  const xx = factors.x ** 2 * ((radius.x * cosine) ** 2 + (radius.y * sine) ** 2);
  const yy = factors.y ** 2 * ((radius.x * sine) ** 2 + (radius.y * cosine) ** 2);
  const xy = factors.x * factors.y * cosine * sine * (radius.x ** 2 - radius.y ** 2);
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const long = Math.sqrt(middle + spread);
  const short = Math.sqrt(Math.max(0, middle - spread));
  const longAngle = Math.atan2(2 * xy, xx - yy) / 2;
  const isXLong = radius.x >= radius.y;
  const turned = isXLong ? longAngle : longAngle - Math.PI / 2;
  return {
    center: scaled,
    radius: isXLong ? { x: long, y: short } : { x: short, y: long },
    angle: angle + nearestHalfTurn(turned - angle),
  };
}

/** The turn from one angle to another, from -π to π. */
function turnBetween(from: number, to: number): number {
  return Math.atan2(Math.sin(to - from), Math.cos(to - from));
}

/** An axis has no direction: a turn by π is none. From -π/2 to π/2. */
function nearestHalfTurn(turn: number): number {
  return turn - Math.PI * Math.round(turn / Math.PI);
}
