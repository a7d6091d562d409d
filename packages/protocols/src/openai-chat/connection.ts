import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import * as z from 'zod';
import { imageDeliveryField, maximumImageSideField } from '../image/image-settings.ts';
import { extraBodySchema } from './extra-body.ts';

/** Where a server of the OpenAI chat completions API is, which of its models is asked, and how. */
export const openAiChatConnectionSchema = z.strictObject({
  url: endpointUrlSchema.meta({
    title: 'Endpoint URL',
    description: 'The address of the server, with or without `/v1` or `/v1/chat/completions`.',
  }),
  model: z.string().trim().min(1).max(256).meta({
    title: 'Model name sent',
    description: 'What the server calls the model: "tgi", "llama-3.1-8b-instruct", …',
  }),
  exactUrl: z.boolean().default(false).meta({
    title: 'Call exactly this address',
    description: 'For servers whose path does not end in `/v1/chat/completions`.',
  }),
  api: z.enum(['chat', 'completions']).default('chat').meta({
    title: 'API',
    description:
      '`chat` sends messages; `completions` sends one prompt to the legacy `/v1/completions`, which takes texts only.',
  }),
  systemPrompt: z.string().max(100_000).optional().meta({
    title: 'System prompt',
    description: 'The first message of each request. The parameter `system_prompt` replaces it.',
  }),
  responseFormat: z.enum(['json_schema', 'json_object', 'none']).default('json_schema').meta({
    title: 'Response format',
    description:
      'How a server is held to JSON where the model has classes: by a schema, to any JSON object, or, where it can do neither, by the instructions alone.',
  }),
  unplacedQuotes: z.enum(['warn', 'fail']).default('warn').meta({
    title: 'Quotations that are not in the text',
    description: 'An entity that cannot be found is left out with a warning, or fails its item.',
  }),
  imageDelivery: imageDeliveryField,
  maximumImageSide: maximumImageSideField,
  imageDetail: z.enum(['auto', 'low', 'high']).optional().meta({
    title: 'Detail of images',
    description: 'Sent as `detail` with each image; left out where it is empty.',
  }),
  maxTokens: z.int().positive().max(10_000_000).optional().meta({
    title: 'Maximum tokens',
    description: 'Where a run does not set `max_tokens`.',
  }),
  maxTokensField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens').meta({
    title: 'Field of the maximum',
    description:
      'The name under which the maximum is sent: the reasoning models of OpenAI refuse `max_tokens`.',
  }),
  temperature: z.number().min(0).max(2).optional().meta({
    title: 'Temperature',
    description: 'Where a run does not set `temperature`.',
  }),
  extraBody: extraBodySchema.optional().meta({
    title: 'Other fields of the request',
    description:
      'A JSON object that is sent with each request, such as `{"top_p": 0.9, "seed": 7, "top_k": 40}`. A run may set a field that stands here.',
  }),
});
export type OpenAiChatConnection = z.infer<typeof openAiChatConnectionSchema>;
