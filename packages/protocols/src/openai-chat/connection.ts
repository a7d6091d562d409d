import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import * as z from 'zod';

/** Where a server of the OpenAI chat completions API is, and which of its models is asked. */
export const openAiChatConnectionSchema = z.strictObject({
  url: endpointUrlSchema.meta({
    title: 'Endpoint URL',
    description: 'The address of the server, with or without `/v1` or `/v1/chat/completions`.',
  }),
  exactUrl: z.boolean().default(false).meta({
    title: 'Call exactly this address',
    description: 'For servers whose path does not end in `/v1/chat/completions`.',
  }),
  model: z.string().trim().min(1).max(256).meta({
    title: 'Model name sent',
    description: 'What the server calls the model: "tgi", "llama-3.1-8b-instruct", …',
  }),
  systemPrompt: z.string().max(100_000).optional().meta({
    title: 'System prompt',
    description: 'The first message of each request. The parameter `system_prompt` replaces it.',
  }),
  maxTokens: z.int().positive().max(10_000_000).optional().meta({
    title: 'Maximum tokens',
    description: 'Where a run does not set `max_tokens`.',
  }),
  temperature: z.number().min(0).max(2).optional().meta({
    title: 'Temperature',
    description: 'Where a run does not set `temperature`.',
  }),
});
export type OpenAiChatConnection = z.infer<typeof openAiChatConnectionSchema>;
