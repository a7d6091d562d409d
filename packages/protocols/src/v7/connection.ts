import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { answerReadingSchema } from '@patchbay/core/prediction/answer-reading.ts';
import * as z from 'zod';
import { imageDeliveryField, maximumImageSideField } from '../image/image-settings.ts';

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
  imageDelivery: imageDeliveryField,
  maximumImageSide: maximumImageSideField,
  videoDelivery: z.enum(['frame-by-frame', 'frame-urls', 'url']).default('frame-by-frame').meta({
    title: 'Videos are sent as',
    description:
      'One call for each sampled frame, as an image: only so results know their frame. Or the list of frames in one call, or the address of the whole: then results hold for the whole video.',
  }),
  reading: answerReadingSchema.default('strict').meta({
    title: 'Answers are read',
    description:
      'strict: one result that breaks the published schema fails the item, as at V7. lenient: such a result is left out with a warning, and the others are kept.',
  }),
});
export type V7Connection = z.infer<typeof v7ConnectionSchema>;
