import { Readable } from 'node:stream';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { createSingleStorage } from '../storage/single-storage.ts';
import { findForeignType } from './images/foreign-type.ts';
import { findImageFormat } from './images/image-format.ts';
import { readImage } from './import/read-image.ts';
import { type ImageParts, type ImageWish, prepareImage } from './prepare-image.ts';
import { type PreparedInput, toImageInput } from './prepared-input.ts';

/** An image that somebody sends along with a question; it belongs to no dataset. */
export interface LooseImage {
  readonly bytes: Buffer;
  /** Where it was fetched from; null where its bytes were sent. */
  readonly sourceUrl: string | null;
}

/**
 * Makes such an image ready to be sent to a model, just as that of a data row. It is put into the
 * storage only where the model fetches it from this hub. Fails with INPUT_FILE_UNREADABLE or INPUT_FILE_TYPE_REFUSED.
 */
export async function readLooseImage(
  { bytes, sourceUrl }: LooseImage,
  wish: ImageWish,
  { storage, addresses }: ImageParts,
): Promise<Outcome<PreparedInput>> {
  if (!findImageFormat(bytes)) {
    const type = findForeignType(bytes);
    if (type) return refuseType(type);
    const message =
      'What was sent as an image is none that Patchbay reads: PNG, JPEG, WebP, GIF, BMP or TIFF, told by content.';
    return fail({ code: 'INPUT_FILE_UNREADABLE', message });
  }
  const memory = createSingleStorage();
  const name = 'The image';
  const read = await readImage(bytes, name, memory);
  if (!read.ok) return read;
  const { assetHash: hash, orientation, width, height } = read.value;
  const size = { width, height };
  const image = { name, hash, orientation, size, sourceUrl };
  const prepared = await prepareImage(image, wish, { storage: memory, addresses });
  if (prepared.ok && prepared.value.sent.delivery === 'hub-url') {
    await storage.put(Readable.from([bytes]));
  }
  return andThen(prepared, (ready) => succeed(toImageInput(ready, size)));
}

function refuseType(type: string): Outcome<never> {
  const message = `What was sent as an image is ${type}.`;
  return fail({ code: 'INPUT_FILE_TYPE_REFUSED', message });
}
