import { decodeRunLength, encodeRunLength, type RunLength } from './run-length.ts';

/**
 * A mask drawn in another size, `[height, width]`: each pixel is what the mask has at its middle.
 * @throws RunLengthError where the mask cannot be drawn.
 */
export function scaleRunLength(mask: RunLength, size: readonly [number, number]): RunLength {
  const [fromHeight, fromWidth] = mask.size;
  const [height, width] = size;
  if (height === fromHeight && width === fromWidth) return mask;
  const drawn = decodeRunLength(mask);
  const rows = Array.from({ length: height }, (_, y) => nearest(y, height, fromHeight));
  const scaled = new Uint8Array(height * width);
  for (let x = 0; x < width; x += 1) {
    const from = nearest(x, width, fromWidth) * fromHeight;
    const to = x * height;
    for (let y = 0; y < height; y += 1) scaled[to + y] = drawn[from + (rows[y] ?? 0)] ?? 0;
  }
  return encodeRunLength(scaled, size);
}

function nearest(index: number, length: number, fromLength: number): number {
  return Math.min(fromLength - 1, Math.floor(((index + 0.5) * fromLength) / length));
}
