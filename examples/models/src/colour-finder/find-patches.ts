import type { Box } from '@patchbay/model-kit';

/** The colours that are told apart, each with the hue, in degrees, up to which it reaches. */
const reaches = [
  ['Red', 18],
  ['Orange', 42],
  ['Yellow', 68],
  ['Green', 165],
  ['Blue', 260],
  ['Purple', 335],
  ['Red', 360],
] as const;
export type Colour = (typeof reaches)[number][0];
export const colours: readonly Colour[] = [...new Set(reaches.map(([name]) => name))];

/** An image as rows of red, green and blue, a byte each. */
export interface ColourImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Neighbouring pixels of one strong colour. */
export interface Patch {
  readonly colour: Colour;
  /** In pixels of the image that was looked at. */
  readonly box: Box;
  readonly pixelCount: number;
  /** How strong the colour is in the mean, 0 (grey) to 1. */
  readonly strength: number;
}

/** Finds the patches of an image that have so many pixels of so strong a colour, the largest first. */
export function findPatches(
  image: ColourImage,
  { leastStrength, leastPixels }: { leastStrength: number; leastPixels: number },
): Patch[] {
  const looks = Array.from({ length: image.width * image.height }, (_, at) => {
    const look = lookAt(image.pixels, at * 3);
    return look.strength >= leastStrength ? look : null;
  });
  const patches: Patch[] = [];
  for (const [at, look] of looks.entries()) {
    if (!look) continue;
    const patch = takePatch(looks, at, look.colour, image.width);
    if (patch.pixelCount >= leastPixels) patches.push(patch);
  }
  return patches.sort((one, other) => other.pixelCount - one.pixelCount);
}

interface Look {
  readonly colour: Colour;
  readonly strength: number;
}

/** Takes out of the pixels what hangs together with one of them and has its colour. */
function takePatch(looks: (Look | null)[], start: number, colour: Colour, width: number): Patch {
  const open = [start];
  const xs: number[] = [];
  const ys: number[] = [];
  let strength = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const look = looks[at];
    if (look?.colour !== colour) continue;
    looks[at] = null;
    strength += look.strength;
    const x = at % width;
    xs.push(x);
    ys.push(Math.floor(at / width));
    if (x > 0) open.push(at - 1);
    if (x < width - 1) open.push(at + 1);
    open.push(at - width, at + width);
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const box = {
    x: left,
    y: top,
    width: Math.max(...xs) - left + 1,
    height: Math.max(...ys) - top + 1,
  };
  return { colour, box, pixelCount: xs.length, strength: strength / xs.length };
}

/** The colour of a pixel, and how far it is from grey. */
function lookAt(pixels: Uint8Array, at: number): Look {
  const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  const hue = spread === 0 ? 0 : hueOf({ red, green, blue }, most, spread);
  const [colour] = reaches.find(([, end]) => hue < end) ?? reaches[0];
  return { colour, strength: spread / 255 };
}

/** Degrees on the circle of colours: 0 red, 120 green, 240 blue. */
function hueOf(
  { red, green, blue }: { red: number; green: number; blue: number },
  most: number,
  spread: number,
): number {
  if (most === red) return (((green - blue) / spread) * 60 + 360) % 360;
  if (most === green) return ((blue - red) / spread) * 60 + 120;
  return ((red - green) / spread) * 60 + 240;
}
