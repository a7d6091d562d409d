import type { Annotation } from '../annotation/annotation.ts';
import { annotationExtent } from '../annotation/annotation-extent.ts';
import type { ImageSize } from '../data-row/data-row.ts';
import {
  canLookNormalised,
  canLookPercent,
  fitsAsCorners,
  looksNormalised,
  looksPercent,
  reachesFarBeyond,
} from '../geometry/coordinate-looks.ts';

/** What is counted to tell whether coordinates are in the unit in which they should be. */
export const coordinateSigns = [
  /** Shapes on images that are not tiny, and those of them whose numbers lie between 0 and 1. */
  'shapes',
  'normalised',
  /** Shapes on large images, and those of them whose numbers lie between 0 and 100, and not 1. */
  'shapes-on-large',
  'percent',
  /** Boxes, those that can be read as two corners, and those that end far beyond the image. */
  'boxes',
  'corners',
  'beyond',
] as const;
export type CoordinateSign = (typeof coordinateSigns)[number];
export type CoordinateCounts = { readonly [Sign in CoordinateSign]?: number };

/**
 * Counts what the shapes of one answer look like. They are in pixels of the image that was sent, of the
 * size that is given: numbers in a wrong unit must not have been mapped to another size before.
 */
export function countCoordinates(
  annotations: readonly Annotation[],
  image: ImageSize,
): CoordinateCounts {
  if (!canLookNormalised(image)) return {};
  const counts = nothingYet();
  for (const annotation of annotations) countSigns(annotation, image, counts);
  return addCoordinates([counts]);
}

type Counts = { [Sign in CoordinateSign]: number };

function nothingYet(): Counts {
  return {
    shapes: 0,
    normalised: 0,
    'shapes-on-large': 0,
    percent: 0,
    boxes: 0,
    corners: 0,
    beyond: 0,
  };
}

/** The sum of the counts, without those that are 0. */
export function addCoordinates(all: readonly CoordinateCounts[]): CoordinateCounts {
  const sum: Partial<Counts> = {};
  for (const counts of all) {
    for (const sign of coordinateSigns) {
      const count = counts[sign] ?? 0;
      if (count > 0) sum[sign] = (sum[sign] ?? 0) + count;
    }
  }
  return sum;
}

function countSigns(annotation: Annotation, image: ImageSize, counts: Counts): void {
  const extent = annotationExtent(annotation);
  if (extent === null) return;
  const { x, y, width, height } = extent;
  // Nothing but zeros is nothing in every unit.
  if (x === 0 && y === 0 && width === 0 && height === 0) return;
  counts.shapes += 1;
  const isNormalised = looksNormalised(extent);
  if (isNormalised) counts.normalised += 1;
  if (canLookPercent(image)) {
    counts['shapes-on-large'] += 1;
    if (!isNormalised && looksPercent(extent)) counts.percent += 1;
  }
  if (annotation.kind === 'bounding_box') {
    counts.boxes += 1;
    if (fitsAsCorners(extent, image)) counts.corners += 1;
    if (reachesFarBeyond(extent, image)) counts.beyond += 1;
  }
}
