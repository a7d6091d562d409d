import * as z from 'zod';

/** A piece of a tool call. TGI writes the arguments as an object, others as pieces of a string. */
const toolCallDeltaSchema = z.object({
  index: z.int().nonnegative().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.json().optional() }).nullish(),
});
export type ToolCallDelta = z.infer<typeof toolCallDeltaSchema>;

const deltaSchema = z.object({
  role: z.string().nullish(),
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  tool_calls: z.union([z.array(toolCallDeltaSchema), toolCallDeltaSchema]).nullish(),
});

const choiceDeltaSchema = z.object({
  index: z.int().min(0).max(127).nullish(),
  delta: deltaSchema.nullish(),
  /** In the legacy contract there is no delta but a piece of the text. */
  text: z.string().nullish(),
  finish_reason: z.string().nullish(),
});
export type ChoiceDelta = z.infer<typeof choiceDeltaSchema>;

/** One event of a stream: pieces of the choices; the last one may have none and bring the usage. */
export const chunkSchema = z.object({
  id: z.string().nullish(),
  created: z.number().nullish(),
  model: z.string().nullish(),
  choices: z.array(choiceDeltaSchema).nullish(),
  usage: z.json().optional(),
});
export type Chunk = z.infer<typeof chunkSchema>;
