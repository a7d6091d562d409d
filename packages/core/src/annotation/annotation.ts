import * as z from 'zod';
import { boundingBoxSchema } from './bounding-box.ts';
import { checklistSchema } from './checklist.ts';
import { entitySchema } from './entity.ts';
import { freeTextSchema } from './free-text.ts';
import { maskSchema } from './mask.ts';
import { polygonSchema } from './polygon.ts';
import { radioSchema } from './radio.ts';
import { tagSchema } from './tag.ts';

/** One box, mask, span, answer, … in a prediction. Coordinates and offsets as DESIGN laws 1 and 2 say. */
export const annotationSchema = z.discriminatedUnion('kind', [
  boundingBoxSchema,
  polygonSchema,
  maskSchema,
  entitySchema,
  radioSchema,
  checklistSchema,
  freeTextSchema,
  tagSchema,
]);
export type Annotation = z.infer<typeof annotationSchema>;

/** The kinds of annotations, as their `kind` spells them. */
export type AnnotationKind = Annotation['kind'];
