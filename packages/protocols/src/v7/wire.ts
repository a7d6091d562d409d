import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';

/** An image or a frame: its bytes as base64, or an address. */
const imageSpecSchema = z.object({ url: z.string().nullish(), base64: z.string().nullish() });
export type ImageSpec = z.infer<typeof imageSpecSchema>;

/** What is posted to `/infer`; V7 wraps it in `details` at times. An image or a video. */
export const inferRequestSchema = z.object({
  image: imageSpecSchema.nullish(),
  video: z
    .object({ url: z.string().nullish(), frame_urls: z.array(imageSpecSchema).nullish() })
    .nullish(),
  params: z.record(z.string(), z.json()).nullish(),
});
export type InferRequest = z.infer<typeof inferRequestSchema>;

/** What `/infer` answers, as far as it concerns the whole. */
export const inferResponseSchema = z.object({
  status: z.enum(['succeeded', 'failed']),
  /** Checked one by one. */
  results: z.array(z.custom<Json>()).nullish(),
});

/** A place in pixels; V7 calls it a keypoint. */
export const wirePointSchema = z.object({ x: z.number(), y: z.number() });

/** A box by its corner, width and height in pixels. */
export const wireBoxSchema = z
  .object({
    x: z.number(),
    y: z.number(),
    w: z.number(),
    h: z.number(),
  })
  .describe('{"x": left, "y": top, "w": width, "h": height} in pixels');

/** A line from point to point; its points are read one by one. */
export const wireLineSchema = z
  .object({ path: z.custom<Json>((value) => value !== undefined, 'its `path` is missing') })
  .describe('{"path": [{"x": …, "y": …}, …]}');

/** An outline, and further ones such as holes. */
export const wirePolygonSchema = wireLineSchema
  .extend({
    additional_paths: z.array(z.custom<Json>()).nullish(),
  })
  .describe('{"path": [{"x": …, "y": …}, …], "additional_paths": [[…], …]}');

/** Angle in radians and never negative, half axes in pixels. */
export const wireEllipseSchema = z
  .object({
    angle: z.number().nonnegative(),
    center: wirePointSchema,
    radius: wirePointSchema,
  })
  .describe('{"center": {"x", "y"}, "radius": {"x", "y"}, "angle": radians}');

/** Two boxes, read one by one. */
export const wireCuboidSchema = z.object({ back: z.custom<Json>(), front: z.custom<Json>() });

/** Joints lie in the image: V7 allows no negative place here. `name` is an extension that its samples show. */
export const wireSkeletonSchema = z.object({
  nodes: z.array(
    z.object({
      occluded: z.boolean(),
      x: z.number().nonnegative(),
      y: z.number().nonnegative(),
      name: z.string().optional(),
    }),
  ),
});

/** Angle in radians, length in pixels. */
export const wireVectorSchema = z.object({
  angle: z.number().nonnegative(),
  length: z.number().nonnegative(),
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
export type MainType = (typeof mainTypes)[number];

/** What a result may have beside its main type. */
export const resultFields = ['name', 'label', 'confidence', 'text', 'attributes'] as const;

/** One class in the answer of `/classes`. */
const classSchema = z.object({ name: z.string(), type: z.string() });
export type WireClass = z.infer<typeof classSchema>;

/** What `/classes` answers. */
export const classesResponseSchema = z.array(classSchema);
