import { type Box, type Point, reportFailure } from '@patchbay/model-kit';
import sharp, { type Sharp } from 'sharp';

/** The brightness of an image, one byte a pixel, row by row, upright. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Larger images are refused before anything is allocated for them. */
const limitInputPixels = 100_000_000;

/** Decodes an image file: orientation applied, what is transparent taken for white paper. */
export async function decodeImage(bytes: Uint8Array): Promise<GreyImage> {
  try {
    const file = sharp(bytes, { limitInputPixels });
    return await toGrey(file.autoOrient().flatten({ background: 'white' }));
  } catch (error) {
    return reportFailure(
      `The image cannot be decoded: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

/** Makes edges steeper, which helps where the cells of a matrix code run into each other. */
export function sharpen(image: GreyImage): Promise<GreyImage> {
  return toGrey(open(image).sharpen({ sigma: 2, m1: 2, m2: 6 }));
}

/** An image made of another, and the way back for what is found in it. */
export interface DerivedImage {
  readonly image: GreyImage;
  toOriginal(point: Point): Point;
}

/** The pixels of an image that lie within a box, but for parts of pixels; at least one of them. */
export function cut(image: GreyImage, { x, y, width, height }: Box): DerivedImage {
  const left = Math.min(Math.max(0, Math.floor(x)), image.width - 1);
  const top = Math.min(Math.max(0, Math.floor(y)), image.height - 1);
  const right = Math.min(image.width, Math.max(left + 1, Math.ceil(x + width)));
  const bottom = Math.min(image.height, Math.max(top + 1, Math.ceil(y + height)));
  const pixels = new Uint8Array((right - left) * (bottom - top));
  for (let row = top; row < bottom; row += 1) {
    const start = row * image.width;
    pixels.set(image.pixels.subarray(start + left, start + right), (row - top) * (right - left));
  }
  return {
    image: { width: right - left, height: bottom - top, pixels },
    toOriginal: (point) => ({ x: point.x + left, y: point.y + top }),
  };
}

/** Turns an image clockwise onto a larger white sheet. */
export async function turn(image: GreyImage, degrees: number): Promise<DerivedImage> {
  const turned = await toGrey(open(image).rotate(degrees, { background: 'white' }));
  const cosine = Math.cos((degrees * Math.PI) / 180);
  const sine = Math.sin((degrees * Math.PI) / 180);
  return {
    image: turned,
    toOriginal(point) {
      const x = point.x - turned.width / 2;
      const y = point.y - turned.height / 2;
      return {
        x: x * cosine + y * sine + image.width / 2,
        y: y * cosine - x * sine + image.height / 2,
      };
    },
  };
}

function open({ pixels, width, height }: GreyImage): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 1 }, limitInputPixels });
}

async function toGrey(image: Sharp): Promise<GreyImage> {
  const grey = image.toColourspace('b-w').extractChannel(0).raw();
  const { data, info } = await grey.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
