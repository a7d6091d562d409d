import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { packCounts, unpackCounts } from '@patchbay/core/geometry/packed-counts.ts';
import { maximumMaskArea, type RunLength } from '@patchbay/core/geometry/run-length.ts';
import { RunLengthError } from '@patchbay/core/geometry/run-length-error.ts';
import type { WireMask } from './wire.ts';

/**
 * Reads a mask in COCO run-length, packed or as a list. Its size must be that of the image and its
 * counts must fill it exactly; nothing is allocated before the size is known to be the image's.
 */
export function readRunLength(
  written: WireMask,
  image: ImageSize,
  pointer: string,
): Outcome<RunLength> {
  const refuse = (reason: string, at = pointer, facts: { isSwapped?: boolean } = {}) =>
    fail({
      code: 'MODEL_MASK_INVALID',
      message: `The mask at ${at} ${reason}.`,
      details: { pointer: at, ...facts },
    });
  const sizeProblem = findSizeProblem(written.size, image);
  if (sizeProblem) {
    const facts = isSwapped(written.size, image) ? { isSwapped: true } : {};
    return refuse(sizeProblem, `${pointer}/size`, facts);
  }
  const counts = readCounts(written.counts);
  if (typeof counts === 'string') return refuse(counts, `${pointer}/counts`);
  const filled = counts.reduce((sum, run) => sum + run, 0);
  const area = image.width * image.height;
  if (filled !== area) {
    return refuse(`fills ${filled} pixels; the image has ${area}`, `${pointer}/counts`);
  }
  const packed = typeof written.counts === 'string' ? written.counts : packCounts(counts);
  const mask: RunLength = { size: [image.height, image.width], counts: packed };
  if (counts.some((run, index) => index % 2 === 1 && run > 0)) return succeed(mask);
  const message = 'A mask has no pixels; it was kept as it came.';
  return succeed(mask, [{ code: 'SHAPE_EMPTY', message, pointer }]);
}

function findSizeProblem(size: WireMask['size'], image: ImageSize): string | null {
  const [height, width] = size;
  if (height * width > maximumMaskArea) {
    return `has the size [${height}, ${width}], more than ${maximumMaskArea} pixels`;
  }
  if (height === image.height && width === image.width) return null;
  const wanted = `has the size [${height}, ${width}]; the image has [height, width] = [${image.height}, ${image.width}]`;
  return isSwapped(size, image) ? `${wanted}, so height and width are swapped` : wanted;
}

function isSwapped([height, width]: WireMask['size'], image: ImageSize): boolean {
  return height === image.width && width === image.height;
}

/** The run lengths, or why they cannot be read. */
function readCounts(counts: WireMask['counts']): number[] | string {
  if (typeof counts !== 'string') return counts;
  if (/^b['"]/.test(counts)) {
    return "has counts that are the text of Python's bytes (b'…'); send counts.decode('ascii')";
  }
  try {
    return unpackCounts(counts);
  } catch (error) {
    if (error instanceof RunLengthError) return `cannot be read: ${error.message}`;
    throw error;
  }
}
