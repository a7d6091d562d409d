import { encodeRunLength, type RunLength } from '@patchbay/core/geometry/run-length.ts';
import { createRandom } from '../frame/random.ts';

/** Height and width of the images, in pixels. */
export const imageSize: [height: number, width: number] = [480, 640];

/** A blob as one byte per pixel, column by column, and as the mask that it is. */
export interface Blob {
  readonly bitmap: Uint8Array;
  readonly mask: RunLength;
}

/**
 * Objects as a segmentation model draws them: blobs of 80 to 240 pixels across, with a wavy outline,
 * anywhere in the image and cut by its edges. The same seed gives the same blobs on every machine.
 */
export function drawBlobs(count: number, seed: number): Blob[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const bitmap = drawBlob(random);
    return { bitmap, mask: encodeRunLength(bitmap, imageSize) };
  });
}

function drawBlob(random: () => number): Uint8Array {
  const [height, width] = imageSize;
  const bitmap = new Uint8Array(height * width);
  const [centerX, centerY] = [random() * width, random() * height];
  const radius = 40 + random() * 80;
  const waves = [2, 3, 5, 8, 13].map((turns) => ({
    turns,
    height: (radius * random() * 0.6) / turns,
    phase: random() * 2 * Math.PI,
  }));
  const reach = radius + waves.reduce((sum, wave) => sum + wave.height, 0);
  for (
    let x = Math.max(0, Math.floor(centerX - reach));
    x < Math.min(width, centerX + reach);
    x += 1
  ) {
    for (
      let y = Math.max(0, Math.floor(centerY - reach));
      y < Math.min(height, centerY + reach);
      y += 1
    ) {
      const [dx, dy] = [x - centerX, y - centerY];
      const angle = Math.atan2(dy, dx);
      let outline = radius;
      for (const wave of waves) outline += wave.height * Math.sin(wave.turns * angle + wave.phase);
      if (dx * dx + dy * dy < outline * outline) bitmap[x * height + y] = 1;
    }
  }
  return bitmap;
}
