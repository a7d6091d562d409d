import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';

/**
 * The size that an image has when its longer side is at most so many pixels: never larger than it is,
 * never less than a pixel. Null: as it is.
 */
export function fitSide({ width, height }: ImageSize, maximumSide: number | null): ImageSize {
  const scale = Math.min(1, (maximumSide ?? Infinity) / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
