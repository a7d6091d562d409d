import * as z from 'zod';

/**
 * How the pixels of an image reach a model: in the request; by an address of the hub, signed, that
 * ends after a while; or by the address from which the image was imported.
 */
export const imageDeliveries = ['base64', 'hub-url', 'original-url'] as const;
export const imageDeliverySchema = z.enum(imageDeliveries);
export type ImageDelivery = z.infer<typeof imageDeliverySchema>;

/** What was done to an image before it was sent: coordinates in the answer are mapped back by it. */
export const sentImageSchema = z.object({
  /** SHA-256 of the file as it was imported. */
  hash: z.string(),
  /** EXIF orientation that was applied, 1 to 8; 1 where the pixels lay upright. */
  orientation: z.int().min(1).max(8),
  /** Pixels of the image that was sent. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** The longer side that was sent by that of the whole upright image; 1 where it was not scaled. */
  scale: z.number().positive().max(1).default(1),
  /** Null for calls from before it was recorded. */
  delivery: imageDeliverySchema.nullable().default(null),
  /** Why it was delivered otherwise than the model's connection says; null where it was not. */
  deliveryReason: z.string().nullable().default(null),
});
export type SentImage = z.infer<typeof sentImageSchema>;
