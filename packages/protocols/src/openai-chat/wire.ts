import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';

/** A value as it stands: `z.json()` would copy it, and lose a key `__proto__`. */
const anyJson = z.custom<Json>();

/** A part of the content of a message. */
const partSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  image_url: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});
export type Part = z.infer<typeof partSchema>;

const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();

const messageSchema = z.object({ role: z.string(), content: contentSchema });
export type Message = z.infer<typeof messageSchema>;

/** A request, as far as a server has to understand it; fields that it does not know may be parameters. */
export const chatRequestSchema = z
  .object({
    messages: z.array(messageSchema).min(1),
    n: z.int().nullish(),
    stream: z.boolean().nullish(),
    stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  })
  .catchall(anyJson);
export type ChatRequest = z.infer<typeof chatRequestSchema>;

const choiceSchema = z.object({
  finish_reason: z.string().nullish(),
  message: z
    .object({
      content: contentSchema,
      refusal: z.string().nullish(),
      reasoning_content: z.string().nullish(),
      reasoning: z.string().nullish(),
      tool_calls: z.array(z.unknown()).nullish(),
      function_call: z.unknown().optional(),
    })
    .optional(),
  /** In an answer of the legacy completions, in place of the message. */
  text: z.string().optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** An answer, as far as it is read. */
export const chatResponseSchema = z.object({
  model: z.string().nullish(),
  choices: z.array(choiceSchema).min(1).max(1, 'one choice was asked for'),
  usage: z.unknown().optional(),
});

/** Words of a text, with those around them where they stand at several places. */
export const quotationSchema = z.object({
  quote: z.string(),
  before: z.string().nullish(),
  after: z.string().nullish(),
  answers: anyJson.optional(),
});
