import * as z from 'zod';

const stopSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** What a run may set of every chat model. */
export const samplingSchema = z.object({
  system_prompt: z.string().optional().meta({
    title: 'System prompt',
    description: 'In place of the one of the connection.',
  }),
  temperature: z.number().min(0).max(2).optional().meta({
    title: 'Temperature',
    description: '0 always takes the likeliest word; higher values vary more.',
  }),
  max_tokens: z.int().positive().optional().meta({
    title: 'Maximum tokens',
    description: 'An answer that is cut off by this limit fails its item.',
  }),
  top_p: z.number().min(0).max(1).optional().meta({
    title: 'Top p',
    description: 'Only the likeliest words that together have this probability are considered.',
  }),
  stop: stopSchema.optional().meta({
    title: 'Stop',
    description: 'Words at which the answer ends: one string, or a list of them.',
  }),
  seed: z.int().optional().meta({
    title: 'Seed',
    description: 'Makes answers repeat themselves, where the server supports it.',
  }),
  frequency_penalty: z.number().min(-2).max(2).optional().meta({
    title: 'Frequency penalty',
    description: 'Makes words less likely each time they occur.',
  }),
  presence_penalty: z.number().min(-2).max(2).optional().meta({
    title: 'Presence penalty',
    description: 'Makes words less likely once they have occurred.',
  }),
});
