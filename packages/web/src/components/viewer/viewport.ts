import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';

/** How an image lies on the stage: stage = image × scale + offset, all in CSS pixels. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const smallestScale = 0.02;
const largestScale = 40;

/** The whole image in the middle of the stage, with a margin; small images are enlarged at most fourfold. */
export function fitViewport(image: Size, stage: Size, margin = 12): Viewport {
  const room = {
    width: Math.max(1, stage.width - 2 * margin),
    height: Math.max(1, stage.height - 2 * margin),
  };
  const scale = Math.min(room.width / image.width, room.height / image.height, 4);
  return {
    scale,
    x: (stage.width - image.width * scale) / 2,
    y: (stage.height - image.height * scale) / 2,
  };
}

/** Zooms by a factor so that what lies under a point of the stage stays under it. */
export function zoomAt(viewport: Viewport, point: Point, factor: number): Viewport {
  const scale = Math.min(largestScale, Math.max(smallestScale, viewport.scale * factor));
  const ratio = scale / viewport.scale;
  return {
    scale,
    x: point.x - (point.x - viewport.x) * ratio,
    y: point.y - (point.y - viewport.y) * ratio,
  };
}

export function panBy(viewport: Viewport, x: number, y: number): Viewport {
  return { ...viewport, x: viewport.x + x, y: viewport.y + y };
}

/** Where a place of the image lies on the stage. */
export function toStage(viewport: Viewport, { x, y }: Point): Point {
  return { x: x * viewport.scale + viewport.x, y: y * viewport.scale + viewport.y };
}

/** Which place of the image lies at a point of the stage. */
export function toImage(viewport: Viewport, { x, y }: Point): Point {
  return { x: (x - viewport.x) / viewport.scale, y: (y - viewport.y) / viewport.scale };
}

/** Whether any part of a box of the image lies on the stage. */
export function isOnStage(viewport: Viewport, box: Box, stage: Size): boolean {
  const start = toStage(viewport, box);
  const end = toStage(viewport, { x: box.x + box.width, y: box.y + box.height });
  return start.x < stage.width && start.y < stage.height && end.x > 0 && end.y > 0;
}
