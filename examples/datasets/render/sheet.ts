import sharp from 'sharp';
import type { Paper } from '../papers/paper.ts';
import type { Place } from './camera.ts';
import type { Surface } from './surfaces.ts';

/** A plane in the room: a corner and the directions in which its millimetres are counted. */
export interface Plane {
  readonly origin: Place;
  readonly right: Place;
  readonly down: Place;
}

/** A flat thing that can be photographed. */
export interface Sheet {
  readonly plane: Plane;
  readonly paper: Paper;
  /** What the sheet is made of where its paper leaves it free. */
  readonly material?: Surface;
  /** How much light falls on it, 1 for a sheet that lies flat. */
  readonly light: number;
}

/** A sheet as pixels. */
export interface SheetImage {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMillimetre: number;
  /** Red, green, blue and alpha, one byte each. */
  readonly pixels: Uint8Array;
}

/** The floor, table or belt on which everything lies. */
export const ground: Plane = { origin: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0] };

/** The plane of something that lies on another plane at a place, turned by some degrees. */
export function layOn(plane: Plane, x: number, y: number, degrees = 0): Plane {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const { origin, right, down } = plane;
  return {
    origin: add(origin, combine(right, x, down, y)),
    right: combine(right, cosine, down, sine),
    down: combine(right, -sine, down, cosine),
  };
}

/** A place on a plane. */
export function placeOn(plane: Plane, x: number, y: number): Place {
  return add(plane.origin, combine(plane.right, x, plane.down, y));
}

/** Draws a sheet into pixels. */
export async function rasterise(sheet: Sheet, pixelsPerMillimetre: number): Promise<SheetImage> {
  const width = Math.round(sheet.paper.width * pixelsPerMillimetre);
  const height = Math.round(sheet.paper.height * pixelsPerMillimetre);
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${sheet.paper.width} ${sheet.paper.height}">${sheet.paper.svg}</svg>`,
  );
  const drawing = sharp(svg).ensureAlpha();
  const image = sheet.material
    ? sharp(paintMaterial(sheet.material, width, height, pixelsPerMillimetre), {
        raw: { width, height, channels: 4 },
      }).composite([{ input: await drawing.png().toBuffer() }])
    : drawing;
  return { width, height, pixelsPerMillimetre, pixels: await image.raw().toBuffer() };
}

function paintMaterial(
  material: Surface,
  width: number,
  height: number,
  scale: number,
): Uint8Array {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index += 1) {
    pixels.set(material((index % width) / scale, Math.floor(index / width) / scale), index * 4);
    pixels[index * 4 + 3] = 255;
  }
  return new Uint8Array(pixels.buffer);
}

function add(one: Place, other: Place): Place {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
}

function combine(one: Place, byOne: number, other: Place, byOther: number): Place {
  return [
    one[0] * byOne + other[0] * byOther,
    one[1] * byOne + other[1] * byOther,
    one[2] * byOne + other[2] * byOther,
  ];
}
