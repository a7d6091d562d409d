import sharp from 'sharp';
import type { Camera, Place } from './camera.ts';
import type { Exposure, Scene } from './scene.ts';

/** How far a shadow falls for each millimetre of height. */
const fall = { x: 0.55, y: 0.3 };

/** Darkens the ground where something stands between it and the lamp. */
export async function castShadows(exposure: Exposure, scene: Scene, camera: Camera): Promise<void> {
  for (const caster of scene.casters) {
    await darken(exposure, outlineShadow(caster.outline, camera), caster.softness);
  }
}

/** The shadow on the ground of a convex body: what lies around its corners and their shadows. */
function outlineShadow(outline: readonly Place[], camera: Camera): string {
  const places = outline.flatMap(([x, y, z]): Place[] => [
    [x, y, 0],
    [x + z * fall.x, y + z * fall.y, 0],
  ]);
  const pixels = findHull(places).map((place) => camera.project(place));
  return pixels.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
}

async function darken(exposure: Exposure, points: string, softness: number): Promise<void> {
  const { width, height, pixels } = exposure;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#fff"/><polygon points="${points}" fill="#000"/></svg>`;
  const mask = await sharp(Buffer.from(svg))
    .flatten()
    .toColourspace('b-w')
    .blur(softness)
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let index = 0; index < width * height; index += 1) {
    const shade = 0.42 + (0.58 * (mask.data[index * mask.info.channels] ?? 255)) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[index * 3 + channel] = (pixels[index * 3 + channel] ?? 0) * shade;
    }
  }
}

/** The convex hull of places on the ground (Andrew's monotone chain). */
function findHull(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const walk = (ordered: readonly Place[]) => {
    const chain: Place[] = [];
    for (const place of ordered) {
      while (chain.length > 1 && turnsRight(chain.at(-2), chain.at(-1), place)) chain.pop();
      chain.push(place);
    }
    return chain.slice(0, -1);
  };
  return [...walk(sorted), ...walk(sorted.toReversed())];
}

function turnsRight(from: Place | undefined, over: Place | undefined, to: Place): boolean {
  if (!from || !over) return false;
  return (over[0] - from[0]) * (to[1] - from[1]) - (over[1] - from[1]) * (to[0] - from[0]) <= 0;
}
