import { imageDeliveries } from '@patchbay/core/data-row/sent-image.ts';
import * as z from 'zod';

/** Fields of a connection that say how images are sent, for the protocols whose models take them. */
export const imageDeliveryField = z
  // Connections of before there were two kinds of addresses have `url`, for the original one.
  .enum([...imageDeliveries, 'url'])
  .transform((written) => (written === 'url' ? 'original-url' : written))
  .default('base64')
  .meta({
    title: 'Images are sent as',
    description:
      'base64: their bytes. hub-url: an address of this hub, signed, which ends after two hours. original-url: the address from which the image was imported; where there is none, or the model would see another picture there, an address of this hub.',
    // The form shows neither the old spelling nor what a transformation leaves out.
    enum: [...imageDeliveries],
    default: 'base64',
  });

export const maximumImageSideField = z.int().min(16).max(65_535).optional().meta({
  title: 'Longest side of images',
  description:
    'In pixels. Larger images are scaled down before they are sent, and what the model draws is scaled back. Empty: as they are.',
});
