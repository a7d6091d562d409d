import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';

const deliveries = {
  base64: 'as base64',
  'hub-url': 'as a signed address of this hub',
  'original-url': 'as its original address',
} as const;

/** What was done to an image before it was sent, in a sentence or two. */
export function describeSentImage(image: SentImage, language?: string): string {
  const { width, height, orientation, scale, delivery, deliveryReason } = image;
  const done = [
    orientation !== 1 && `turned upright (EXIF orientation ${orientation})`,
    scale !== 1 &&
      `scaled to ${(scale * 100).toLocaleString(language, { maximumFractionDigits: 1 })} %`,
  ].filter(Boolean);
  const how = delivery === null ? [] : [deliveries[delivery]];
  const sentence = [
    `The image was sent with ${width} × ${height} pixels`,
    ...how,
    done.length > 0 ? done.join(' and ') : 'with nothing changed',
  ].join(', ');
  return deliveryReason === null ? `${sentence}.` : `${sentence}. ${deliveryReason}`;
}
