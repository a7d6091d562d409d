import * as z from 'zod';

/** How many tokens a language model says that an answer took; null where it does not say. */
export const tokenUsageSchema = z.object({
  promptTokens: z.int().nonnegative().nullable(),
  completionTokens: z.int().nonnegative().nullable(),
  totalTokens: z.int().nonnegative().nullable(),
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;
