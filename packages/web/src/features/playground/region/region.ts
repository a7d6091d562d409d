import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';

/** A corner or the middle of a side, by which a region is made larger or smaller. */
export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof handles)[number];

/** The box between two places, in whole pixels within the image; at least one pixel in size. */
export function boxBetween(one: Point, other: Point, image: ImageSize): Box {
  const [left, right] = order(one.x, other.x, image.width);
  const [top, bottom] = order(one.y, other.y, image.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Two edges in whole pixels from 0 to the end, the lower first and at least one pixel apart. */
function order(one: number, other: number, end: number): [number, number] {
  const low = clamp(Math.round(Math.min(one, other)), 0, end - 1);
  const high = clamp(Math.round(Math.max(one, other)), low + 1, end);
  return [low, high];
}

/** The same box elsewhere, no further than to the edges of the image. */
export function moveBox(box: Box, by: Point, image: ImageSize): Box {
  return {
    ...box,
    x: clamp(Math.round(box.x + by.x), 0, image.width - box.width),
    y: clamp(Math.round(box.y + by.y), 0, image.height - box.height),
  };
}

/** The box with the side or the corner of a handle at another place. */
export function resizeBox(box: Box, handle: Handle, place: Point, image: ImageSize): Box {
  const end = { x: box.x + box.width, y: box.y + box.height };
  const one = {
    x: handle.includes('w') ? place.x : box.x,
    y: handle.includes('n') ? place.y : box.y,
  };
  const other = {
    x: handle.includes('e') ? place.x : end.x,
    y: handle.includes('s') ? place.y : end.y,
  };
  return boxBetween(one, other, image);
}

/** Where a handle of a box is. */
export function placeHandle({ x, y, width, height }: Box, handle: Handle): Point {
  return {
    x: x + width * share(handle, 'w', 'e'),
    y: y + height * share(handle, 'n', 's'),
  };
}

/** How far along a side a handle is: at its beginning, its end, or in the middle. */
function share(handle: Handle, start: string, end: string): number {
  if (handle.includes(start)) return 0;
  return handle.includes(end) ? 1 : 0.5;
}

/** The nearest box within the image, in whole pixels; for numbers that somebody typed. */
export function fitBox({ x, y, width, height }: Box, image: ImageSize): Box {
  return boxBetween({ x, y }, { x: x + width, y: y + height }, image);
}

export function contains({ x, y, width, height }: Box, place: Point): boolean {
  return place.x >= x && place.y >= y && place.x <= x + width && place.y <= y + height;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
