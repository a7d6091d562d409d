import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import type { ImageAddresses } from './image-addresses.ts';
import type { RenderedImage } from './images/image-file.ts';
import { readServedImage } from './images/served-image.ts';

export type ImageService = ReturnType<typeof createImageService>;

/** Gives out images under the addresses that the hub has signed. */
export function createImageService(parts: { addresses: ImageAddresses; storage: AssetStorage }) {
  return {
    /** @throws PatchbayError URL_SIGNATURE_INVALID, URL_EXPIRED, STORAGE_ASSET_MISSING */
    async open(hashAndQuery: unknown): Promise<RenderedImage> {
      const image = parts.addresses.read(hashAndQuery);
      const read = await readServedImage(image, 'The image', parts.storage);
      if (read.ok) return read.value;
      throw new PatchbayError(read.problem);
    },
  };
}
