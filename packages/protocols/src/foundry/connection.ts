import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import * as z from 'zod';
import { maximumImageSideField } from '../image/image-settings.ts';

/** Where a Foundry custom model is, and how much of the request it understands. */
export const foundryConnectionSchema = z.strictObject({
  url: endpointUrlSchema.meta({
    title: 'HTTP endpoint',
    description: 'The address that takes the POST, exactly as it is called.',
  }),
  strictSampleShape: z.boolean().default(false).meta({
    title: 'Send the sample shape only',
    description:
      'Leaves `ontology` and `inference_params` out of the request, for servers that refuse fields which the published sample does not show.',
  }),
  maximumImageSide: maximumImageSideField,
  maxTokens: z.int().positive().max(10_000_000).optional().meta({
    title: 'Maximum tokens',
    description: 'Sent as the parameter `max_tokens` of each request that does not set its own.',
  }),
});
export type FoundryConnection = z.infer<typeof foundryConnectionSchema>;
