import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { type RenderedImage, renderImage } from './image-file.ts';
import { findImageFormat } from './image-format.ts';

/** An image as a model is to see it: a file of the storage, turned and scaled. */
export interface ServedImage {
  /** SHA-256 of the stored bytes. */
  readonly hash: string;
  /** EXIF orientation of the stored bytes, 1 to 8. */
  readonly orientation: number;
  /** Size as it is sent, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether that is another size than the stored one. */
  readonly isScaled: boolean;
}

/**
 * The bytes of an image as they are sent: as they are stored where nothing is to be done. `name` is
 * what people call it, to begin a sentence. Fails with STORAGE_ASSET_MISSING or STORAGE_ASSET_DAMAGED.
 */
export async function readServedImage(
  image: ServedImage,
  name: string,
  storage: AssetStorage,
): Promise<Outcome<RenderedImage>> {
  const { hash, orientation, isScaled } = image;
  let stored: Buffer;
  try {
    stored = await storage.read(hash);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') {
      return fail({ ...error.toProblem(), message: `${name}: ${error.message}` });
    }
    throw error;
  }
  const format = findImageFormat(stored);
  if (format && orientation === 1 && !isScaled) {
    return succeed({ bytes: stored, mediaType: format.mediaType });
  }
  const rendered = format && (await renderImage(stored, format, image).catch(() => null));
  if (rendered) return succeed(rendered);
  return fail({
    code: 'STORAGE_ASSET_DAMAGED',
    message: `${name} could be read when it was imported, but its file ${hash} in the storage is damaged now.`,
    details: { hash },
  });
}
