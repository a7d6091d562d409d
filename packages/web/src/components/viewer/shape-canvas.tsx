import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { useLayoutEffect, useRef } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { drawRelation, drawShape } from './draw-shape.ts';
import classes from './image-viewer.module.css';
import type { MaskPainter } from './mask-painter.ts';
import type { RelationLine } from './relation-lines.ts';
import type { Shape } from './shape.ts';
import { isOnStage, type Viewport } from './viewport.ts';

/** What is drawn where the image lies. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly relations: readonly RelationLine[];
  readonly viewport: Viewport;
  /** Of the stage, in CSS pixels. */
  readonly size: ImageSize;
  readonly colours: ClassColours;
  readonly masks: MaskPainter;
  /** Whether what is drawn is pointed at. */
  readonly isStrong: boolean;
}

/** With more shapes than this only their lines are drawn: fills would hide the picture, and take their time. */
const mostRich = 600;

/** Shapes as lines of the same width at every zoom. Drawn anew only when what it is given changes. */
export function ShapeCanvas({
  shapes,
  relations,
  viewport,
  size,
  colours,
  masks,
  isStrong,
}: Drawing) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    let frame = 0;
    const draw = () => {
      const drawing = { shapes, relations, viewport, size, colours, masks, isStrong };
      // What there was no time to paint comes with the next frame.
      if (!drawAll(context, drawing)) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [shapes, relations, viewport, size, colours, masks, isStrong]);
  return <canvas ref={canvas} className={classes.shapes} data-strong={isStrong} aria-hidden />;
}

/** Draws everything that is on the stage. @returns whether every mask among it was painted */
function drawAll(context: CanvasRenderingContext2D, drawing: Drawing): boolean {
  const { shapes, relations, viewport, size, colours, masks, isStrong } = drawing;
  const density = Math.min(2, window.devicePixelRatio || 1);
  fitCanvas(context.canvas, size, density);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const { x, y, scale } = viewport;
  context.setTransform(scale * density, 0, 0, scale * density, x * density, y * density);
  context.lineJoin = 'round';
  const seen = shapes.filter(({ bounds }) => isOnStage(viewport, bounds, size, reach / scale));
  const pen = { context, scale, isStrong, isRich: seen.length <= mostRich };
  const isComplete = drawMasks(context, seen, { ...drawing, masks });
  for (const shape of seen) drawShape(pen, shape, colours(shape.annotation.class));
  for (const relation of relations) drawRelation(pen, relation, colours(relation.name));
  return isComplete;
}

/** Dots and wide lines reach so far beyond the bounds of their shape, in CSS pixels. */
const reach = 8;

function drawMasks(
  context: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  drawing: Drawing,
): boolean {
  const { masks, colours, isStrong } = drawing;
  const painted = shapes.filter(({ annotation }) => annotation.kind === 'mask');
  if (painted.length === 0) return true;
  masks.beginFrame();
  context.imageSmoothingEnabled = drawing.viewport.scale < 1;
  let isComplete = true;
  for (const shape of painted) {
    const { annotation, bounds, opacity } = shape;
    if (annotation.kind !== 'mask' || bounds.width === 0 || bounds.height === 0) continue;
    const colour = colours(annotation.class);
    const pixels = masks.find(annotation.mask, shape, colour, painted.length);
    if (pixels === null) isComplete = false;
    else {
      context.globalAlpha = isStrong ? 1 : opacity;
      context.drawImage(pixels, bounds.x, bounds.y, bounds.width, bounds.height);
    }
  }
  return isComplete;
}

/** Gives the canvas a pixel for each of the screen. */
function fitCanvas(canvas: HTMLCanvasElement, size: ImageSize, density: number): void {
  const width = Math.round(size.width * density);
  const height = Math.round(size.height * density);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
