import type { Point } from '@patchbay/core/geometry/point.ts';
import type { RelationLine } from './relation-lines.ts';
import type { Shape } from './shape.ts';
import { pathOf } from './shape-path.ts';

/** How shapes are drawn. Widths are in CSS pixels: lines are as wide at every zoom. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels for a pixel of the image, by which the context is scaled. */
  readonly scale: number;
  /** Whether what is drawn is pointed at. */
  readonly isStrong: boolean;
  /** Whether there is time for what only makes it beautiful: fills, and dark seams along the lines. */
  readonly isRich: boolean;
}

const widths = { usual: 2, strong: 3, fine: 1, seam: 2 };
const dashes = { other: [8, 5], unknown: [2, 3], mask: [4, 3], relation: [6, 3] };
const fills = { usual: 0.1, strong: 0.28 };

/** Draws one shape in the colour of its class. */
export function drawShape(pen: Pen, shape: Shape, colour: string): void {
  const { context, scale, isStrong } = pen;
  const { area, lines, fine } = pathOf(shape);
  context.globalAlpha = isStrong ? 1 : shape.opacity;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  if (area && (pen.isRich || isStrong)) {
    context.globalAlpha *= isStrong ? fills.strong : fills.usual;
    context.fill(area, 'evenodd');
    context.globalAlpha = isStrong ? 1 : shape.opacity;
  }
  context.setLineDash(dashOf(shape).map((length) => length / scale));
  if (fine) strokeLine(pen, fine, widths.fine, colour);
  const width = isStrong ? widths.strong : widths.usual;
  for (const path of [area, lines]) if (path) strokeLine(pen, path, width, colour);
  drawDots(pen, shape, colour);
  if (isStrong && shape.annotation.kind === 'mask') drawFrame(pen, shape);
}

/** A line with a dark seam, by which it is seen on a picture of its own colour. */
function strokeLine(pen: Pen, path: Path2D, width: number, colour: string): void {
  const { context, scale } = pen;
  if (pen.isRich || pen.isStrong) {
    context.strokeStyle = 'rgba(0, 0, 0, 0.5)';
    context.lineWidth = (width + widths.seam) / scale;
    context.stroke(path);
    context.strokeStyle = colour;
  }
  context.lineWidth = width / scale;
  context.stroke(path);
}

/** The places of a shape that are dots: filled, and hollow where they are hidden behind something. */
function drawDots(
  { context, scale, isStrong }: Pen,
  { annotation, isOther }: Shape,
  colour: string,
): void {
  const dots = dotsOf(annotation);
  if (dots.length === 0) return;
  context.setLineDash([]);
  for (const { x, y, isHollow } of dots) {
    context.beginPath();
    context.arc(x, y, (isStrong ? 6 : 4.5) / scale, 0, 2 * Math.PI);
    context.fillStyle = isHollow || isOther ? 'rgba(0, 0, 0, 0.35)' : colour;
    context.fill();
    context.strokeStyle = isHollow || isOther ? colour : 'rgba(255, 255, 255, 0.9)';
    context.lineWidth = (isHollow || isOther ? 2 : 1.5) / scale;
    context.stroke();
  }
}

function dotsOf(annotation: Shape['annotation']): (Point & { isHollow: boolean })[] {
  if (annotation.kind === 'point') return [{ ...annotation.point, isHollow: false }];
  if (annotation.kind !== 'skeleton') return [];
  return annotation.nodes.map(({ x, y, occluded }) => ({ x, y, isHollow: occluded }));
}

function drawFrame({ context, scale }: Pen, { bounds: { x, y, width, height } }: Shape): void {
  context.setLineDash(dashes.mask.map((length) => length / scale));
  context.lineWidth = widths.usual / scale;
  context.strokeRect(x, y, width, height);
}

function dashOf({ annotation, isOther }: Shape): readonly number[] {
  if (isOther) return dashes.other;
  return annotation.unknownClass ? dashes.unknown : [];
}

/** Draws a relation as an arrow from one shape to another. */
export function drawRelation(pen: Pen, { from, to }: RelationLine, colour: string): void {
  const { context, scale, isStrong } = pen;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.setLineDash(dashes.relation.map((length) => length / scale));
  const line = new Path2D();
  line.moveTo(from.x, from.y);
  line.lineTo(to.x, to.y);
  strokeLine(pen, line, isStrong ? widths.strong : 1.5, colour);
  const size = (isStrong ? 13 : 10) / scale;
  context.beginPath();
  context.moveTo(to.x, to.y);
  for (const side of [-0.4, 0.4]) {
    context.lineTo(to.x - size * Math.cos(angle + side), to.y - size * Math.sin(angle + side));
  }
  context.fill();
}
