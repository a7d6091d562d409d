import type { Point } from '@patchbay/model-kit';
import type { GreyImage } from './grey-image.ts';

/** A direction of length 1. */
export type Direction = Point;

/** The point that lies so many pixels from another in a direction. */
export function step(from: Point, direction: Direction, distance: number): Point {
  return { x: from.x + direction.x * distance, y: from.y + direction.y * distance };
}

/** Brightness at a place between pixels, whose centres lie at halves; the edge goes on outside. */
export function sampleBrightness({ pixels, width, height }: GreyImage, place: Point): number {
  const x = Math.min(Math.max(place.x - 0.5, 0), width - 1);
  const y = Math.min(Math.max(place.y - 0.5, 0), height - 1);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const read = (column: number, row: number) => pixels[row * width + column] ?? 0;
  const upper = read(left, top) + (read(right, top) - read(left, top)) * (x - left);
  const lower = read(left, bottom) + (read(right, bottom) - read(left, bottom)) * (x - left);
  return upper + (lower - upper) * (y - top);
}

/** Brightness along a line through a place, `reach` pixels to both sides. */
export function sampleProfile(
  image: GreyImage,
  centre: Point,
  along: Direction,
  reach: number,
): number[] {
  return Array.from({ length: 2 * Math.round(reach) + 1 }, (_, index) =>
    sampleBrightness(image, step(centre, along, index - Math.round(reach))),
  );
}

/** How alike two profiles are, whatever their brightness and contrast: 1 the same, 0 unrelated. */
export function correlate(one: readonly number[], other: readonly number[]): number {
  const meanOne = mean(one);
  const meanOther = mean(other);
  let [product, squareOne, squareOther] = [0, 0, 0];
  one.forEach((value, index) => {
    const a = value - meanOne;
    const b = (other[index] ?? 0) - meanOther;
    product += a * b;
    squareOne += a * a;
    squareOther += b * b;
  });
  return squareOne > 0 && squareOther > 0 ? product / Math.sqrt(squareOne * squareOther) : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The direction across the bars near a place: the one in which brightness changes most, found as the
 * main axis of the gradients around it (structure tensor). Of its two senses the one that goes `toward`.
 */
export function findDirectionAcross(
  image: GreyImage,
  centre: Point,
  toward: Direction,
  reach: number,
): Direction {
  let [xx, xy, yy] = [0, 0, 0];
  for (let distance = -reach; distance <= reach; distance += 1) {
    const place = step(centre, toward, distance);
    const right = sampleBrightness(image, { x: place.x + 1, y: place.y });
    const left = sampleBrightness(image, { x: place.x - 1, y: place.y });
    const below = sampleBrightness(image, { x: place.x, y: place.y + 1 });
    const above = sampleBrightness(image, { x: place.x, y: place.y - 1 });
    xx += (right - left) ** 2;
    xy += (right - left) * (below - above);
    yy += (below - above) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const across = { x: Math.cos(angle), y: Math.sin(angle) };
  const isBackward = across.x * toward.x + across.y * toward.y < 0;
  return isBackward ? { x: -across.x, y: -across.y } : across;
}
