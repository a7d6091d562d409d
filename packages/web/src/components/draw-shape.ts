import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Ellipse } from '@patchbay/core/geometry/ellipse.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import { edgesOf } from '@patchbay/core/geometry/run-edges.ts';
import type { RunLength } from '@patchbay/core/geometry/run-length.ts';

/** How a shape is drawn on a small picture. */
interface Drawing {
  /** Pixels of the canvas for one of the image. */
  readonly scale: number;
  /** `#rrggbb` */
  readonly colour: string;
}

type Context = CanvasRenderingContext2D;

/** Draws a shape small: its outline, and a mask by its pixels. What is not drawn on an image leaves nothing. */
export function drawShape(context: Context, annotation: Annotation, { scale, colour }: Drawing) {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.setLineDash(annotation.unknownClass ? [8, 6] : []);
  switch (annotation.kind) {
    case 'bounding_box':
      return strokeBox(context, annotation.box, scale);
    case 'cuboid':
      strokeBox(context, annotation.back, scale);
      return strokeBox(context, annotation.front, scale);
    case 'polygon':
      return outline(context, annotation.rings, scale, { isClosed: true });
    case 'line':
      return outline(context, [annotation.path], scale, { isClosed: false });
    case 'ellipse':
      return strokeEllipse(context, annotation.ellipse, scale);
    case 'point':
      return dot(context, annotation.point, scale);
    case 'skeleton':
      for (const node of annotation.nodes) dot(context, node, scale);
      return;
    case 'mask':
      return fillMask(context, annotation.mask, scale);
    default:
  }
}

function strokeBox(context: Context, { x, y, width, height }: Box, scale: number): void {
  context.strokeRect(x * scale, y * scale, width * scale, height * scale);
}

function outline(
  context: Context,
  paths: readonly (readonly Point[])[],
  scale: number,
  { isClosed }: { isClosed: boolean },
): void {
  context.beginPath();
  for (const path of paths) {
    for (const [index, { x, y }] of path.entries()) {
      if (index === 0) context.moveTo(x * scale, y * scale);
      else context.lineTo(x * scale, y * scale);
    }
    if (isClosed) context.closePath();
  }
  context.stroke();
  if (!isClosed) return;
  context.globalAlpha = 0.2;
  context.fill('evenodd');
  context.globalAlpha = 1;
}

function strokeEllipse(context: Context, { center, radius, angle }: Ellipse, scale: number): void {
  context.beginPath();
  const [x, y] = [center.x * scale, center.y * scale];
  context.ellipse(x, y, radius.x * scale, radius.y * scale, angle, 0, 2 * Math.PI);
  context.stroke();
}

function dot(context: Context, { x, y }: Point, scale: number): void {
  context.beginPath();
  context.arc(x * scale, y * scale, 5, 0, 2 * Math.PI);
  context.fill();
}

/**
 * Fills one column of the canvas for each that is to be seen of the mask: a mask of many megapixels costs
 * what its runs are, and is never drawn whole.
 */
function fillMask(context: Context, mask: RunLength, scale: number): void {
  const [height] = mask.size;
  const edges = edgesOf(mask);
  context.globalAlpha = 0.5;
  for (let index = 0; index < edges.length; index += 2) {
    const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? mask.size[0] * mask.size[1]];
    const last = Math.floor((to - 1) / height);
    for (let column = Math.floor(from / height); column <= last; column += 1) {
      const at = Math.floor(column * scale);
      if (scale < 1 && at === Math.floor((column - 1) * scale)) continue;
      const top = Math.max(from - column * height, 0) * scale;
      const bottom = Math.min(to - column * height, height) * scale;
      context.fillRect(at, top, Math.max(1, scale), Math.max(1, bottom - top));
    }
  }
  context.globalAlpha = 1;
}
