import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Sharp } from 'sharp';
import { decodeBitmap, measureBitmap } from './bitmap.ts';
import type { ImageFormat } from './image-format.ts';
import { createPixelBudget } from './pixel-budget.ts';
import { loadSharp } from './sharp-library.ts';

/** What the header of an image says. */
export interface ImageFacts {
  /** Pixels as displayed, with the EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation of the stored bytes, 1 to 8. */
  readonly orientation: number;
  /** Frames of what moves, pages of a document: 1 for almost all images. */
  readonly frames: number;
}

/** More than any camera has; a picture of this size needs a gigabyte while it is decoded. */
export const largestPixelCount = 200_000_000;

/** All that is decoded at once in this process. A picture of a few hundred bytes can have all of these pixels. */
const budget = createPixelBudget(largestPixelCount);

/** What decodes for longer is made to: the largest picture that is taken needs some seconds. */
const decodingSeconds = 60;

/** Reads the header alone. Throws an error of the image library where it cannot be read. */
export async function measureImage(bytes: Buffer, format: ImageFormat): Promise<ImageFacts> {
  if (format.name === 'bmp') return { ...measureBitmap(bytes), orientation: 1, frames: 1 };
  const sharp = await loadSharp();
  const read = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
  const { width, height } = hasEndlessScreen(bytes, format) ? readScreen(bytes) : read.autoOrient;
  return { width, height, orientation: read.orientation ?? 1, frames: read.pages ?? 1 };
}

/** The library takes the frames of a GIF for its size where the screen is large; whoever shows it does not. */
function hasEndlessScreen(bytes: Buffer, format: ImageFormat): boolean {
  if (format.name !== 'gif') return false;
  const { width, height } = readScreen(bytes);
  return width * height > largestPixelCount;
}

function readScreen(bytes: Buffer): ImageSize {
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/**
 * Reads an image to its last pixel, so that damage shows when it is imported and not in a run.
 * Throws an error of the image library where it cannot be read.
 */
export async function decodeWhole(bytes: Buffer, format: ImageFormat): Promise<void> {
  await decode(bytes, format, (image) => image.resize(8, 8, { fit: 'fill' }).raw().toBuffer());
}

/** An image as it is sent. */
export interface RenderedImage {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/**
 * The image with its EXIF orientation applied to the pixels, in the size that is given, in its own
 * format; GIF and BMP become PNG, and where it is to be shown, TIFF, which no browser draws.
 */
export async function renderImage(
  bytes: Buffer,
  format: ImageFormat,
  { width, height }: ImageSize,
  { isShown }: { readonly isShown: boolean } = { isShown: false },
): Promise<RenderedImage> {
  const name = isShown && format.name === 'tiff' ? 'png' : format.name;
  const written = await decode(bytes, format, (opened) => {
    const image = opened.autoOrient().resize(width, height, { fit: 'fill' });
    return writers[name](image).toBuffer();
  });
  const isOther = ['gif', 'bmp'].includes(format.name) || name !== format.name;
  return { bytes: written, mediaType: isOther ? 'image/png' : format.mediaType };
}

const writers: { readonly [Name in ImageFormat['name']]: (image: Sharp) => Sharp } = {
  jpeg: (image) => image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  webp: (image) => image.webp({ lossless: true }),
  tiff: (image) => image.tiff({ compression: 'lzw' }),
  png: (image) => image.png(),
  gif: (image) => image.png(),
  bmp: (image) => image.png(),
};

/** A small upright WebP whose longer side has at most so many pixels. */
export async function makeThumbnail(
  bytes: Buffer,
  format: ImageFormat,
  pixels: number,
): Promise<Buffer> {
  return await decode(bytes, format, (image) =>
    image
      .autoOrient()
      .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}

/** Opens an image when memory has room for its pixels. */
async function decode(
  bytes: Buffer,
  format: ImageFormat,
  use: (image: Sharp) => Promise<Buffer>,
): Promise<Buffer> {
  const sharp = await loadSharp();
  const { width, height } = await measureImage(bytes, format);
  return await budget.spend(width * height, async () => {
    if (format.name === 'bmp') {
      const { data, raw } = decodeBitmap(bytes);
      return await use(sharp(data, { raw }));
    }
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: largestPixelCount });
    return await use(image.timeout({ seconds: decodingSeconds }));
  });
}
