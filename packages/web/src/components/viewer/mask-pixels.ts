import type { Box } from '@patchbay/core/geometry/box.ts';
import { decodeRunLength, type RunLength } from '@patchbay/core/geometry/run-length.ts';

/**
 * The pixels of a mask within its bounds, row by row as a canvas wants them: RGBA, the set ones in
 * the colour (`#rrggbb`), the others transparent.
 */
export function paintMask(
  mask: RunLength,
  bounds: Box,
  colour: string,
): Uint8ClampedArray<ArrayBuffer> {
  const height = mask.size[0];
  const bitmap = decodeRunLength(mask);
  const pixels = new Uint8ClampedArray(bounds.width * bounds.height * 4);
  const value = Number.parseInt(colour.slice(1), 16);
  for (let x = 0; x < bounds.width; x += 1) {
    for (let y = 0; y < bounds.height; y += 1) {
      if (!bitmap[(bounds.x + x) * height + bounds.y + y]) continue;
      const at = (y * bounds.width + x) * 4;
      pixels[at] = value >> 16;
      pixels[at + 1] = (value >> 8) & 0xff;
      pixels[at + 2] = value & 0xff;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
