import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';

/** One piece of a message: words, or an image as base64. */
const partSchema = z
  .object({ text: z.string().optional(), image: z.string().optional() })
  .refine(({ text, image }) => (text === undefined) !== (image === undefined), {
    message: 'either a text or an image was wanted',
  });
/** A part as it is written. */
export type WirePart = { text: string } | { image: string };
/** A part as it is read. */
export type ReadPart = z.infer<typeof partSchema>;

const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  parts: z.array(partSchema).min(1),
});
export type WireMessage = { role: 'system' | 'user' | 'assistant'; parts: WirePart[] };
export type ReadMessage = z.infer<typeof messageSchema>;

/** `[left, top, width, height]` in pixels. */
export const wireBoxSchema = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .describe('[left, top, width, height] in pixels');

/** Index in a list of the request. */
const place = z.int().nonnegative();

/** What stands where in the prompt. An extension: the vendor's prompt does not tell. */
const dataRowSchema = z.object({
  type: z.enum(dataRowTypes),
  /** Message in which the row stands; the first one of a conversation. */
  message: place,
  /** First part of the row in its message; a conversation has whole messages. */
  part: place.optional(),
  /** Number of messages of a conversation. */
  turns: place.optional(),
  /** The frames of a video that were sent, an image for each. `index` counts all frames from 0. */
  frames: z.array(z.object({ index: place, time_ms: z.number().nonnegative() })).optional(),
  /** The part of an image that somebody marked, and the name of the marking. */
  region: z.object({ id: z.string(), box: wireBoxSchema }).optional(),
  /** How many of the last parts of the last message were attached to the row. */
  attachments: place.optional(),
});
export type ReadDataRow = z.infer<typeof dataRowSchema>;
export type WireDataRow = {
  type: DataRowType;
  message: number;
  part?: number;
  turns?: number;
  frames?: { index: number; time_ms: number }[];
  region?: { id: string; box: [number, number, number, number] };
  attachments?: number;
};

/** What is posted to the endpoint: https://docs.labelbox.com/docs/custom-model-integration */
export const requestSchema = z.object({
  prompt: z.array(messageSchema).min(1),
  data_row: dataRowSchema.optional(),
  inference_params: z.record(z.string(), z.json()).optional(),
});

/** A mask in COCO run-length: packed counts as pycocotools writes them, or the plain list. */
export const wireMaskSchema = z
  .object({
    size: z.tuple([z.int().positive(), z.int().positive()]),
    counts: z.union([z.string(), z.array(z.int().nonnegative())]),
  })
  .describe('{"size": [height, width], "counts": run lengths as pycocotools writes them}');
export type WireMask = z.infer<typeof wireMaskSchema>;

/**
 * A span of a text; its text decides how the offsets are meant. What follows the text is an extension,
 * checked where it is read.
 */
export const wireSpanSchema = z.object({
  start: z.int(),
  end: z.int(),
  text: z.string().optional(),
  score: z.custom<Json>().optional(),
  id: z.custom<Json>().optional(),
  classifications: z.custom<Json>().optional(),
});
export type WireSpan = z.infer<typeof wireSpanSchema>;
