import * as z from 'zod';
import { ringsSchema } from '../geometry/rings.ts';
import { drawnBase } from './annotation-base.ts';

/** The outline of an object in an image, with holes where it has some. */
export const polygonSchema = z.object({
  kind: z.literal('polygon'),
  ...drawnBase,
  rings: ringsSchema,
});
export type Polygon = z.infer<typeof polygonSchema>;
