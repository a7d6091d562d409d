import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { offsetUnits } from '@patchbay/core/text/indexed-text.ts';
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
  offsetUnit: z.enum(offsetUnits).default('code_points').meta({
    title: 'Offsets count',
    description:
      'What `start` and `end` of a span count: Unicode code points as Python does, UTF-16 code units as JavaScript and Java do, or bytes of UTF-8.',
  }),
  maximumImageSide: maximumImageSideField,
  maxTokens: z.int().positive().max(10_000_000).optional().meta({
    title: 'Maximum tokens',
    description:
      'Sent as the parameter `max_tokens` of each request that does not set its own; not in the sample shape.',
  }),
});
export type FoundryConnection = z.infer<typeof foundryConnectionSchema>;
