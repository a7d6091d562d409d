import * as z from 'zod';

/** One piece of a message: words, or an image as base64. */
const partSchema = z.object({ text: z.string().optional(), image: z.string().optional() });

const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  parts: z.array(partSchema).min(1),
});

/** What is posted to the endpoint: https://docs.labelbox.com/docs/custom-model-integration */
export const requestSchema = z.object({
  prompt: z.array(messageSchema).min(1),
  inference_params: z.record(z.string(), z.json()).optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** `[left, top, width, height]` in pixels. */
export const wireBoxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A mask in COCO run-length: packed counts as pycocotools writes them, or the plain list. */
export const wireMaskSchema = z.object({
  size: z.tuple([z.int().positive(), z.int().positive()]),
  counts: z.union([z.string(), z.array(z.int().nonnegative())]),
});
export type WireMask = z.infer<typeof wireMaskSchema>;

/** A span of a text; its text decides how the offsets are meant. `score` is an extension. */
export const wireSpanSchema = z.object({
  start: z.int(),
  end: z.int(),
  text: z.string().optional(),
  score: z.number().nullable().optional(),
});
export type WireSpan = z.infer<typeof wireSpanSchema>;
