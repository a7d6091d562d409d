import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import { expect, test } from 'vitest';
import { describeSentImage } from './describe-sent-image.ts';

const image: SentImage = {
  hash: 'ab',
  orientation: 1,
  width: 400,
  height: 300,
  scale: 1,
  delivery: 'base64',
  deliveryReason: null,
};

test.each<[Partial<SentImage>, string]>([
  [{}, 'The image was sent with 400 × 300 pixels, as base64, with nothing changed.'],
  [
    { orientation: 6, scale: 0.1234, delivery: 'hub-url' },
    'The image was sent with 400 × 300 pixels, as a signed address of this hub, turned upright (EXIF orientation 6) and scaled to 12.3 %.',
  ],
  [
    { delivery: 'hub-url', deliveryReason: 'It was uploaded.' },
    'The image was sent with 400 × 300 pixels, as a signed address of this hub, with nothing changed. It was uploaded.',
  ],
  [{ delivery: null }, 'The image was sent with 400 × 300 pixels, with nothing changed.'],
])('%j is told in words', (changes, words) => {
  expect(describeSentImage({ ...image, ...changes }, 'en')).toBe(words);
});
