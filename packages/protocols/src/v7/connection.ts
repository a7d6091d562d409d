import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import * as z from 'zod';

/** Where a V7 bring-your-own-model server is. */
export const v7ConnectionSchema = z.strictObject({
  url: endpointUrlSchema.meta({
    title: 'Base URL',
    description: '`/classes` and `/infer` are called below this address.',
  }),
  classesUrl: endpointUrlSchema.optional().meta({
    title: 'Address of the classes',
    description: 'In place of `/classes` below the base URL.',
  }),
  inferUrl: endpointUrlSchema.optional().meta({
    title: 'Address of the inference',
    description: 'In place of `/infer` below the base URL.',
  }),
  imageDelivery: z.enum(['base64', 'url']).default('base64').meta({
    title: 'Images are sent as',
    description: 'Their bytes as base64, or an address from which the server fetches them.',
  }),
});
export type V7Connection = z.infer<typeof v7ConnectionSchema>;
