import { applyMatrix, type Camera, invertMatrix, type Pixel } from './camera.ts';
import type { Exposure, Scene } from './scene.ts';
import { castShadows } from './shadow.ts';
import { ground, placeOn, rasterise, type Sheet, type SheetImage } from './sheet.ts';
import type { Surface } from './surfaces.ts';

/** Takes the photograph: ground, shadows, then every sheet that faces the camera. */
export async function takePhotograph(scene: Scene, camera: Camera): Promise<Exposure> {
  const { width, height } = camera;
  const exposure = { width, height, pixels: new Float32Array(width * height * 3) };
  exposeGround(exposure, scene.surface, camera);
  await castShadows(exposure, scene, camera);
  for (const sheet of scene.sheets) {
    const corners = projectCorners(sheet, camera);
    if (signedArea(corners) <= 0) continue; // seen from behind
    const sharpness = Math.sqrt(signedArea(corners) / (sheet.paper.width * sheet.paper.height));
    exposeSheet(exposure, await rasterise(sheet, Math.min(12, sharpness * 1.6)), sheet, camera);
  }
  return exposure;
}

/** Where the corners of a sheet come to lie in the photograph, clockwise. */
export function projectCorners(sheet: Sheet, camera: Camera): Pixel[] {
  const { width, height } = sheet.paper;
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([x = 0, y = 0]) => camera.project(placeOn(sheet.plane, x, y)));
}

function exposeGround(exposure: Exposure, surface: Surface, camera: Camera): void {
  const toGround = invertMatrix(camera.lookAtPlane(ground.origin, ground.right, ground.down));
  for (let y = 0; y < exposure.height; y += 1) {
    for (let x = 0; x < exposure.width; x += 1) {
      const place = applyMatrix(toGround, x + 0.5, y + 0.5);
      exposure.pixels.set(surface(place.x, place.y), (y * exposure.width + x) * 3);
    }
  }
}

/** Samples per pixel and axis, so that fine bars do not alias. */
const samples = 3;

function exposeSheet(exposure: Exposure, image: SheetImage, sheet: Sheet, camera: Camera): void {
  const { origin, right, down } = sheet.plane;
  const toSheet = invertMatrix(camera.lookAtPlane(origin, right, down));
  const corners = projectCorners(sheet, camera);
  const clamp = (value: number, high: number) => Math.max(0, Math.min(high, value));
  const left = clamp(Math.floor(Math.min(...corners.map(({ x }) => x))), exposure.width);
  const rightmost = clamp(Math.ceil(Math.max(...corners.map(({ x }) => x))), exposure.width);
  const top = clamp(Math.floor(Math.min(...corners.map(({ y }) => y))), exposure.height);
  const bottom = clamp(Math.ceil(Math.max(...corners.map(({ y }) => y))), exposure.height);
  const sum = new Float64Array(4);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < rightmost; x += 1) {
      sum.fill(0);
      for (let sample = 0; sample < samples ** 2; sample += 1) {
        const place = applyMatrix(
          toSheet,
          x + ((sample % samples) + 0.5) / samples,
          y + (Math.floor(sample / samples) + 0.5) / samples,
        );
        addSample(sum, image, place);
      }
      blend(exposure, (y * exposure.width + x) * 3, sum, sheet.light);
    }
  }
}

/** Adds the colour at a place of the sheet, weighted by its alpha, bilinearly between its pixels. */
function addSample(sum: Float64Array, image: SheetImage, place: Pixel): void {
  const x = place.x * image.pixelsPerMillimetre - 0.5;
  const y = place.y * image.pixelsPerMillimetre - 0.5;
  if (x < -0.5 || y < -0.5 || x > image.width - 0.5 || y > image.height - 0.5) return;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let corner = 0; corner < 4; corner += 1) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    const weight = (corner & 1 ? x - left : 1 - x + left) * (corner >> 1 ? y - top : 1 - y + top);
    const safeColumn = Math.max(0, Math.min(image.width - 1, column));
    const safeRow = Math.max(0, Math.min(image.height - 1, row));
    const at = (safeRow * image.width + safeColumn) * 4;
    const alpha = ((image.pixels[at + 3] ?? 0) / 255) * weight;
    sum[0] = (sum[0] ?? 0) + (image.pixels[at] ?? 0) * alpha;
    sum[1] = (sum[1] ?? 0) + (image.pixels[at + 1] ?? 0) * alpha;
    sum[2] = (sum[2] ?? 0) + (image.pixels[at + 2] ?? 0) * alpha;
    sum[3] = (sum[3] ?? 0) + alpha;
  }
}

function blend(exposure: Exposure, at: number, sum: Float64Array, light: number): void {
  const count = samples ** 2;
  const cover = (sum[3] ?? 0) / count;
  for (let channel = 0; channel < 3; channel += 1) {
    const below = exposure.pixels[at + channel] ?? 0;
    exposure.pixels[at + channel] = below * (1 - cover) + ((sum[channel] ?? 0) / count) * light;
  }
}

/** Area of a clockwise outline in the photograph; negative where it runs the other way. */
function signedArea(corners: readonly Pixel[]): number {
  let doubled = 0;
  let previous = corners.at(-1);
  for (const corner of corners) {
    if (previous) doubled += previous.x * corner.y - corner.x * previous.y;
    previous = corner;
  }
  return doubled / 2;
}
