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

/** The viewport in which a box of the image lies in the middle of the stage, with room around it. */
export function viewportAround(box: Box, image: Size, stage: Size): Viewport {
  const fitted = fitViewport(image, stage);
  const [width, height] = [Math.max(1, box.width), Math.max(1, box.height)];
  const closest = Math.min((stage.width * 0.6) / width, (stage.height * 0.6) / height);
  // Nothing is nearer in the whole picture than it is here, and no pixel is larger than a fingertip.
  const scale = Math.max(fitted.scale, Math.min(closest, Math.max(fitted.scale, 12)));
  return {
    scale,
    x: stage.width / 2 - (box.x + box.width / 2) * scale,
    y: stage.height / 2 - (box.y + box.height / 2) * scale,
  };
}

/** A box of the image as it lies on the stage. */
export function boxOnStage(viewport: Viewport, box: Box): Box {
  const { scale } = viewport;
  return { ...toStage(viewport, box), width: box.width * scale, height: box.height * scale };
}

/** Whether any part of a box of the image, or of so many of its pixels around it, lies on the stage. */
export function isOnStage(viewport: Viewport, box: Box, stage: Size, margin = 0): boolean {
  const { scale, x, y } = viewport;
  return (
    (box.x - margin) * scale + x < stage.width &&
    (box.y - margin) * scale + y < stage.height &&
    (box.x + box.width + margin) * scale + x > 0 &&
    (box.y + box.height + margin) * scale + y > 0
  );
}
