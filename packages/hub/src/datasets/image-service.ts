import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ByteRange, FileStorage } from '../storage/asset-storage.ts';
import { nameAsset } from './asset-name.ts';
import type { AssetFile } from './assets-service.ts';
import type { ImageAddresses } from './image-addresses.ts';
import type { RenderedImage } from './images/image-file.ts';
import { readServedImage } from './images/served-image.ts';

export type ImageService = ReturnType<typeof createImageService>;

/** Gives out images under the addresses that the hub has signed. */
export function createImageService(parts: { addresses: ImageAddresses; storage: FileStorage }) {
  return {
    /** @throws PatchbayError URL_SIGNATURE_INVALID, URL_EXPIRED, STORAGE_ASSET_MISSING */
    async open(hashAndQuery: unknown): Promise<RenderedImage> {
      const image = parts.addresses.read(hashAndQuery);
      const read = await readServedImage(image, 'The image', parts.storage);
      if (read.ok) return read.value;
      throw new PatchbayError(read.problem);
    },

    /** A whole video, of which parts may be asked for. @throws as `open` */
    async openVideo(hashAndQuery: unknown): Promise<AssetFile> {
      const { hash, mediaType } = parts.addresses.readFile(hashAndQuery);
      const byteLength = await parts.storage.sizeOf(hash);
      const read = (range?: ByteRange) => parts.storage.openStream(hash, range);
      return { name: nameAsset(hash, mediaType), mediaType, tag: hash, byteLength, read };
    },
  };
}
