import * as z from 'zod';
import { boundingBoxSchema } from './bounding-box.ts';
import { checklistSchema } from './checklist.ts';
import { cuboidSchema } from './cuboid.ts';
import { ellipseSchema } from './ellipse.ts';
import { entitySchema } from './entity.ts';
import { freeTextSchema } from './free-text.ts';
import { lineSchema } from './line.ts';
import { maskSchema } from './mask.ts';
import { pointSchema } from './point.ts';
import { polygonSchema } from './polygon.ts';
import { radioSchema } from './radio.ts';
import { relationSchema } from './relation.ts';
import { skeletonSchema } from './skeleton.ts';
import { tagSchema } from './tag.ts';
import { vectorSchema } from './vector.ts';

/** One box, mask, span, answer, … in a prediction. Coordinates and offsets as DESIGN laws 1 and 2 say. */
export const annotationSchema = z.discriminatedUnion('kind', [
  boundingBoxSchema,
  polygonSchema,
  maskSchema,
  lineSchema,
  pointSchema,
  ellipseSchema,
  cuboidSchema,
  skeletonSchema,
  vectorSchema,
  entitySchema,
  relationSchema,
  radioSchema,
  checklistSchema,
  freeTextSchema,
  tagSchema,
]);
export type Annotation = z.infer<typeof annotationSchema>;

/** The kinds of annotations, as their `kind` spells them. */
export type AnnotationKind = Annotation['kind'];

/** The kinds that are drawn on an image. */
export const drawnKinds = [
  'bounding_box',
  'polygon',
  'mask',
  'line',
  'point',
  'ellipse',
  'cuboid',
  'skeleton',
  'vector',
] as const satisfies AnnotationKind[];
export type DrawnKind = (typeof drawnKinds)[number];
