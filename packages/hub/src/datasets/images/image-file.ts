import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Sharp } from 'sharp';
import { decodeBitmap } from './bitmap.ts';
import type { ImageFormat } from './image-format.ts';

/** What is known of an image once it has been read. */
export interface ImageFacts {
  /** Pixels as displayed, with the EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation of the stored bytes, 1 to 8. */
  readonly orientation: number;
}

/** More than any camera has; a picture of this size needs a gigabyte while it is decoded. */
const largestPixelCount = 200_000_000;

/**
 * Reads an image to its last pixel, so that damage shows when it is imported and not in a run.
 * Throws an error of the image library where it cannot be read.
 */
export async function inspectImage(bytes: Buffer, format: ImageFormat): Promise<ImageFacts> {
  const image = await openImage(bytes, format);
  const { autoOrient, orientation } = await image.metadata();
  await image.clone().resize(8, 8, { fit: 'fill' }).raw().toBuffer();
  return { width: autoOrient.width, height: autoOrient.height, orientation: orientation ?? 1 };
}

/** An image as it is sent. */
export interface RenderedImage {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/**
 * The image with its EXIF orientation applied to the pixels, in the size that is given, in its own
 * format; GIF and BMP become PNG.
 */
export async function renderImage(
  bytes: Buffer,
  format: ImageFormat,
  { width, height }: ImageSize,
): Promise<RenderedImage> {
  const opened = await openImage(bytes, format);
  const image = opened.autoOrient().resize(width, height, { fit: 'fill' });
  const written = {
    jpeg: () => image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    webp: () => image.webp({ lossless: true }),
    tiff: () => image.tiff({ compression: 'lzw' }),
    png: () => image.png(),
    gif: () => image.png(),
    bmp: () => image.png(),
  }[format.name]();
  const isOther = format.name === 'gif' || format.name === 'bmp';
  return {
    bytes: await written.toBuffer(),
    mediaType: isOther ? 'image/png' : format.mediaType,
  };
}

/** A small upright WebP whose longer side has at most so many pixels. */
export async function makeThumbnail(
  bytes: Buffer,
  format: ImageFormat,
  pixels: number,
): Promise<Buffer> {
  const image = await openImage(bytes, format);
  return image
    .autoOrient()
    .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
}

/** The library is loaded with the first image: 27 MB that a worker whose images need nothing done does without. */
async function openImage(bytes: Buffer, format: ImageFormat): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  if (format.name === 'bmp') {
    const { data, raw } = decodeBitmap(bytes, largestPixelCount);
    return sharp(data, { raw });
  }
  return sharp(bytes, { failOn: 'error', limitInputPixels: largestPixelCount });
}
