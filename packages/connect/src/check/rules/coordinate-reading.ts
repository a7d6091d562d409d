import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import {
  canLookNormalised,
  canLookPercent,
  cornersBeyondShare,
  fitsAsCorners,
  looksNormalised,
  looksPercent,
  reachesFarBeyond,
  suspiciousShare,
} from '@patchbay/core/geometry/coordinate-looks.ts';
import type { CheckRecord } from '../session/check-record.ts';
import type { Breach } from './evidence.ts';
import { type DrawnShape, listShapes } from './shapes.ts';

/** A rule that explains all coordinates of a check at once, with the shapes that show it. */
export interface CoordinateReading {
  readonly rule: RuleId;
  readonly breaches: readonly Breach[];
}

/**
 * The one misunderstanding that explains the coordinates of all answers; null where they can be taken
 * for what they should be. The surest comes first, and no other is looked for then.
 */
export function findCoordinateReading(record: CheckRecord): CoordinateReading | null {
  const shapes = listShapes(record);
  return (
    findNormalised(shapes) ?? findPercent(shapes) ?? findUnscaled(shapes) ?? findCorners(shapes)
  );
}

function findNormalised(all: readonly DrawnShape[]): CoordinateReading | null {
  const shapes = all.filter(({ image }) => canLookNormalised(image));
  if (!holdsFor(shapes, ({ extent }) => looksNormalised(extent))) return null;
  const message = 'All numbers lie between 0 and 1, so they are parts of the width and height.';
  return { rule: 'geometry-normalised', breaches: showShapes(shapes, message) };
}

function findPercent(all: readonly DrawnShape[]): CoordinateReading | null {
  const shapes = all.filter(({ image }) => canLookPercent(image));
  const sizes = new Set(shapes.map(({ image }) => `${image.width} ${image.height}`));
  if (sizes.size < 2 || findGrowth(shapes) === 'grows') return null;
  if (!holdsFor(shapes, ({ extent }) => looksPercent(extent))) return null;
  const message =
    'No number goes far beyond 100 on images of many hundreds of pixels, so they are percent of the width and height.';
  return { rule: 'geometry-percent', breaches: showShapes(shapes, message) };
}

function findUnscaled(shapes: readonly DrawnShape[]): CoordinateReading | null {
  if (findGrowth(shapes) !== 'stays') return null;
  const message = 'The same picture twice as large was answered with the same numbers.';
  const double = shapes.filter(({ asked }) => asked.input.name === 'house-double');
  return { rule: 'geometry-scale', breaches: showShapes(double, message) };
}

/** Corners are read as sizes: they are too large, and fit as soon as they are taken for corners. */
function findCorners(all: readonly DrawnShape[]): CoordinateReading | null {
  const boxes = all.filter(({ annotation }) => annotation.kind === 'bounding_box');
  const beyond = boxes.filter(({ extent, image }) => reachesFarBeyond(extent, image));
  if (beyond.length === 0 || beyond.length < boxes.length * cornersBeyondShare) return null;
  const fits = boxes.every(({ extent, image }) => fitsAsCorners(extent, image));
  if (!fits) return null;
  const message = 'The box reaches far beyond the image, and fits when it is read as two corners.';
  return { rule: 'geometry-corners', breaches: showShapes(beyond, message) };
}

/**
 * How the numbers behave where the same scene was sent in its size and twice as large: whether they lie
 * ten times nearer to what they were than to twice of it.
 */
function findGrowth(shapes: readonly DrawnShape[]): 'grows' | 'stays' | 'unknown' {
  const pairs = pairShapes(shapes);
  if (pairs.length === 0) return 'unknown';
  const distanceTo = (factor: number) =>
    pairs
      .flatMap(([once, double]) =>
        sides.map((side) => Math.abs(double[side] - factor * once[side])),
      )
      .reduce((sum, distance) => sum + distance, 0);
  return distanceTo(1) <= 0.1 * distanceTo(2) ? 'stays' : 'grows';
}

const sides = ['x', 'y', 'width', 'height'] as const;

/** The extents of one thing in both pictures: the shapes of each class in the order of the answers. */
function pairShapes(shapes: readonly DrawnShape[]): [once: Box, double: Box][] {
  const ordinary = shapes.filter(({ asked }) => asked.purpose === 'ordinary');
  const [once, double] = ['house', 'house-double'].map((name) =>
    Map.groupBy(
      ordinary.filter(({ asked }) => asked.input.name === name),
      ({ annotation }) => `${annotation.kind} ${annotation.class}`,
    ),
  );
  return [...(once ?? [])].flatMap(([key, small]) =>
    small.flatMap(({ extent }, index): [Box, Box][] => {
      const large = double?.get(key)?.[index];
      return large ? [[extent, large.extent]] : [];
    }),
  );
}

function holdsFor(shapes: readonly DrawnShape[], is: (shape: DrawnShape) => boolean): boolean {
  return shapes.length > 0 && shapes.filter(is).length >= shapes.length * suspiciousShare;
}

function showShapes(shapes: readonly DrawnShape[], message: string): Breach[] {
  return shapes.map(({ asked, annotation, extent }) => {
    const { x, y, width, height } = extent;
    const numbers = [x, y, width, height].map((number) => Number(number.toFixed(3))).join(', ');
    const example = `A ${annotation.kind} of "${annotation.class}" has x, y, width, height ${numbers}.`;
    return {
      about: asked.input.title,
      exchange: asked.exchange,
      message: `${message} ${example}`,
    };
  });
}
