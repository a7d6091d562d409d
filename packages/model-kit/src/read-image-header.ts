import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { imageSize } from 'image-size';

/** What the first bytes of an image say about it. */
export interface ImageHeader {
  readonly mediaType: string;
  /** Size as displayed: with the EXIF orientation of a JPEG applied. */
  readonly size: ImageSize;
}

const mediaTypes: { readonly [type: string]: string } = {
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
};

/** Metadata, thumbnails and colour profiles stand before the size of a JPEG; more of them is not seen. */
const maximumJpegHead = 2 * 1024 * 1024;

/** Reads the kind and the size of an image without decoding its pixels. */
export function readImageHeader(bytes: Uint8Array): Outcome<ImageHeader> {
  try {
    const { type, width, height, orientation = 1 } = imageSize(viewHead(bytes));
    if (type === undefined || !(width > 0 && height > 0)) return failUnreadable('it has no size');
    const liesOnItsSide = orientation >= 5 && orientation <= 8;
    return succeed({
      mediaType: mediaTypes[type] ?? `image/${type}`,
      size: liesOnItsSide ? { width: height, height: width } : { width, height },
    });
  } catch (error) {
    return failUnreadable(error instanceof Error ? error.message : String(error));
  }
}

/**
 * What the library may look at. It walks through a damaged JPEG byte by byte, slicing: that must be a
 * Buffer, whose slices share memory, and not all of a large file. Other kinds keep sizes anywhere.
 */
function viewHead(bytes: Uint8Array): Buffer {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const length = isJpeg ? Math.min(bytes.byteLength, maximumJpegHead) : bytes.byteLength;
  return Buffer.from(bytes.buffer, bytes.byteOffset, length);
}

function failUnreadable(reason: string): Outcome<never> {
  return fail({
    code: 'INPUT_FILE_UNREADABLE',
    message: `The image cannot be read (${reason}). Send a PNG, JPEG, WebP or another common image, whole.`,
  });
}
