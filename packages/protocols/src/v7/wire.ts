import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';

/** What is posted to `/infer`; V7 wraps it in `details` at times. */
export const inferRequestSchema = z.object({
  image: z.object({ url: z.string().optional(), base64: z.string().optional() }),
  params: z.record(z.string(), z.json()).optional(),
});

/** What `/infer` answers, as far as it concerns the whole. */
export const inferResponseSchema = z.object({
  status: z.enum(['succeeded', 'failed']),
  /** Checked one by one. */
  results: z.array(z.custom<Json>()).nullish(),
});

/** A box by its corner, width and height in pixels. */
export const wireBoxSchema = z.object({
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
});

/** An outline, and further ones such as holes. */
export const wirePolygonSchema = z.object({
  /** Read point by point, as each of the further outlines is. */
  path: z.custom<Json>(),
  additional_paths: z.array(z.custom<Json>()).nullish(),
});

/** Types of which a result has exactly one, as the response schema of V7 lists them. */
export const mainTypes = [
  'bounding_box',
  'cuboid',
  'directional_vector',
  'ellipse',
  'line',
  'keypoint',
  'polygon',
  'skeleton',
  'tag',
] as const;

/** What a result may have beside its main type. */
export const resultFields = ['name', 'label', 'confidence', 'text', 'attributes'] as const;

/** One class in the answer of `/classes`. */
const classSchema = z.object({ name: z.string(), type: z.string() });
export type WireClass = z.infer<typeof classSchema>;

/** What `/classes` answers. */
export const classesResponseSchema = z.array(classSchema);
