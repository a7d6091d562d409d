import type { Box } from '@patchbay/core/geometry/box.ts';
import { fillingCounts, type RunLength } from '@patchbay/core/geometry/run-length.ts';

/** How a mask is painted. */
export interface MaskPaint {
  /** `#rrggbb` */
  readonly colour: string;
  /** Painted in stripes, so that it can be told from one that is not. */
  readonly isHatched: boolean;
  /** A mask whose bounds have more pixels is painted with fewer: nobody sees them all at once. */
  readonly mostPixels: number;
}

/** What is painted of a mask: pixels row by row, each for a square of so many pixels of the image. */
export interface MaskPixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Of 255. The edge of a mask is strong, so that its form is seen. */
const opacity = { inside: 92, edge: 235 };

/** The pixels of a mask within its bounds as a canvas wants them: RGBA, transparent where it is not. */
export function paintMask(mask: RunLength, bounds: Box, paint: MaskPaint): MaskPixels {
  const step = Math.max(1, Math.ceil(Math.sqrt((bounds.width * bounds.height) / paint.mostPixels)));
  const width = Math.ceil(bounds.width / step);
  const height = Math.ceil(bounds.height / step);
  const isSet = fillBounds(mask, bounds, { step, width, height });
  const data = new Uint8ClampedArray(width * height * 4);
  const value = Number.parseInt(paint.colour.slice(1), 16);
  for (let at = 0; at < isSet.length; at += 1) {
    if (!isSet[at]) continue;
    const x = at % width;
    const isEdge =
      x === 0 ||
      x === width - 1 ||
      !isSet[at - 1] ||
      !isSet[at + 1] ||
      !isSet[at - width] ||
      !isSet[at + width];
    const isGap = paint.isHatched && (x + Math.floor(at / width)) % 8 > 3;
    data[at * 4] = value >> 16;
    data[at * 4 + 1] = (value >> 8) & 0xff;
    data[at * 4 + 2] = value & 0xff;
    const inside = isGap ? 0 : opacity.inside;
    data[at * 4 + 3] = isEdge ? opacity.edge : inside;
  }
  return { data, width, height };
}

/** Which squares of the bounds hold a pixel of the mask. Reads the runs alone, however large the image is. */
function fillBounds(
  mask: RunLength,
  bounds: Box,
  { step, width, height }: { step: number; width: number; height: number },
): Uint8Array {
  const isSet = new Uint8Array(width * height);
  const rows = mask.size[0];
  const counts = fillingCounts(mask);
  let position = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const end = position + (counts[index] ?? 0);
    // Runs go down the columns of the image, from the foot of one to the head of the next.
    for (let from = position; index % 2 === 1 && from < end; ) {
      const column = Math.floor(from / rows);
      const to = Math.min(end, (column + 1) * rows);
      const x = Math.floor((column - bounds.x) / step);
      const last = Math.floor((to - 1 - column * rows - bounds.y) / step);
      for (let y = Math.floor((from - column * rows - bounds.y) / step); y <= last; y += 1) {
        isSet[y * width + x] = 1;
      }
      from = to;
    }
    position = end;
  }
  return isSet;
}
