import type { ImageSize } from '../data-row/data-row.ts';
import type { Box } from './box.ts';

/** In how many of the shapes a suspicion must hold: a model may err in one of twenty. */
export const suspiciousShare = 0.95;

/** How many of the boxes must reach far beyond the image before they are taken for corners. */
export const cornersBeyondShare = 0.25;

/** Of the shorter side, in pixels. On smaller images a normalised number may be a pixel. */
const smallestSideNormalised = 32;

/** Of the shorter side, in pixels. On smaller images a percentage may be a pixel. */
const smallestSidePercent = 400;

export function canLookNormalised(image: ImageSize): boolean {
  return Math.min(image.width, image.height) >= smallestSideNormalised;
}

/** Whether a shape looks like parts of the width and height, from 0 to 1. */
export function looksNormalised(extent: Box): boolean {
  return isWithin(extent, -0.05, 1.05);
}

export function canLookPercent(image: ImageSize): boolean {
  return Math.min(image.width, image.height) >= smallestSidePercent;
}

/** Whether a shape looks like percent of the width and height. */
export function looksPercent(extent: Box): boolean {
  return isWithin(extent, -5, 105);
}

/** Whether what stands for a size can be the lower right corner of a box in the image. */
export function fitsAsCorners({ x, y, width, height }: Box, image: ImageSize): boolean {
  return width > x && height > y && width <= image.width + 1 && height <= image.height + 1;
}

/** Whether a box ends beyond the right or lower edge by more than a twentieth of the image. */
export function reachesFarBeyond({ x, y, width, height }: Box, image: ImageSize): boolean {
  const right = (x + width - image.width) / image.width;
  const bottom = (y + height - image.height) / image.height;
  return Math.max(right, bottom) > 0.05;
}

/** Whether a shape lies between two bounds, in both directions. */
function isWithin({ x, y, width, height }: Box, low: number, high: number): boolean {
  return Math.min(x, y) >= low && Math.max(x + width, y + height) <= high;
}
