import sharp, { type Sharp } from 'sharp';
import type { Random } from './random.ts';
import type { Exposure } from './scene.ts';

/** What the light and the camera do to a photograph. */
export interface Development {
  /** Overall brightness, 1 as it is. */
  readonly brightness?: number;
  /** 1 as it is; less is flatter. */
  readonly contrast?: number;
  /** Warm light above 0, cold below, about -0.1 to 0.1. */
  readonly warmth?: number;
  /** How much darker one side and the corners are, 0 to 1. */
  readonly falloff?: number;
  /** A lamp mirrored in the middle of the given place, as parts of width and height. */
  readonly glare?: { readonly x: number; readonly y: number; readonly strength: number };
  /** Blur of a lens out of focus, in pixels. */
  readonly blur?: number;
  /** Blur of a camera that moved sideways, in pixels. */
  readonly shake?: number;
  /** Deviation of the sensor's noise, in steps of 255. */
  readonly noise?: number;
}

/** Turns an exposure into a finished upright picture. */
export async function develop(
  exposure: Exposure,
  settings: Development,
  random: Random,
): Promise<Sharp> {
  const { width, height } = exposure;
  light(exposure, settings);
  let image = fromPixels(exposure);
  if (settings.blur) image = image.blur(settings.blur);
  if (settings.shake) image = image.convolve(shakeKernel(settings.shake));
  if (!settings.noise) return image;
  const blurred = await image.removeAlpha().raw().toBuffer();
  const noisy = { width, height, pixels: Float32Array.from(blurred) };
  addNoise(noisy, settings.noise, random);
  return fromPixels(noisy);
}

function light(exposure: Exposure, settings: Development): void {
  const { width, height, pixels } = exposure;
  const { brightness = 1, contrast = 1, warmth = 0, falloff = 0.25, glare } = settings;
  const tint = [1 + warmth, 1, 1 - warmth];
  for (let index = 0; index < width * height; index += 1) {
    const x = (index % width) / width;
    const y = Math.floor(index / width) / height;
    const vignette = 1 - falloff * ((x - 0.42) ** 2 + (y - 0.4) ** 2) * 1.6;
    const mirrored = glare
      ? glare.strength *
        255 *
        Math.exp(-(((x - glare.x) / 0.16) ** 2 + ((y - glare.y) / 0.12) ** 2))
      : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const value =
        (pixels[index * 3 + channel] ?? 0) * brightness * vignette * (tint[channel] ?? 1);
      pixels[index * 3 + channel] = (value + mirrored - 128) * contrast + 128;
    }
  }
}

function addNoise(exposure: Exposure, deviation: number, random: Random): void {
  const { pixels } = exposure;
  for (let index = 0; index < pixels.length; index += 3) {
    const grain = random.gaussian() * deviation;
    for (let channel = 0; channel < 3; channel += 1) {
      const colourNoise = (random.next() - 0.5) * deviation;
      pixels[index + channel] = (pixels[index + channel] ?? 0) + grain + colourNoise;
    }
  }
}

function fromPixels({ width, height, pixels }: Exposure): Sharp {
  const bytes = Uint8ClampedArray.from(pixels);
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

function shakeKernel(length: number) {
  const width = Math.max(3, Math.round(length) | 1);
  const kernel = Array.from({ length: width * 3 }, (_, index) =>
    index >= width && index < width * 2 ? 1 : 0,
  );
  return { width, height: 3, kernel };
}
