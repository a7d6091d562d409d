import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { ImageDelivery, SentImage } from '@patchbay/core/data-row/sent-image.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ImageSource } from '@patchbay/protocols/model-input.ts';
import type { Awaitable } from '../awaitable.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import type { ImageAddresses } from './image-addresses.ts';
import { fitSide } from './images/fit-side.ts';
import { readServedImage } from './images/served-image.ts';

/** How a model wants its images. */
export interface ImageWish {
  readonly delivery: ImageDelivery;
  /** Pixels of the longest side; null: as large as they are. */
  readonly maximumSide: number | null;
}

/** An image that lies in the storage. */
export interface StoredImage {
  /** What people call it, to begin a sentence. */
  readonly name: string;
  readonly hash: string;
  /** EXIF orientation of the stored bytes, 1 to 8. */
  readonly orientation: number;
  /** Size as displayed: upright. */
  readonly size: ImageSize;
  /** Where it was imported from; null where it was uploaded. */
  readonly sourceUrl: string | null;
}

/** An image ready to be sent. */
export interface PreparedImage {
  /** What goes into the request. Asked for when the call begins: an address ends after a while. */
  source(): ImageSource;
  /** What was done to it; kept with the call. */
  readonly sent: SentImage;
}

export interface ImageParts {
  readonly storage: AssetStorage;
  readonly addresses: ImageAddresses;
}

/** Makes an image ready to be sent: upright (DESIGN law 1), scaled and delivered as the model wants it. */
export function prepareImage(
  image: StoredImage,
  wish: ImageWish,
  parts: ImageParts,
): Awaitable<Outcome<PreparedImage>> {
  const { hash, orientation } = image;
  const size = fitSide(image.size, wish.maximumSide);
  const isScaled = size.width !== image.size.width || size.height !== image.size.height;
  const { delivery, deliveryReason } = chooseDelivery(image, wish.delivery, isScaled);
  const longest = Math.max(size.width, size.height);
  const sent: SentImage = {
    hash,
    orientation,
    ...size,
    scale: longest / Math.max(image.size.width, image.size.height),
    delivery,
    deliveryReason,
  };
  if (delivery === 'original-url') {
    const url = image.sourceUrl ?? '';
    return succeed({ source: () => ({ kind: 'url', url }), sent });
  }
  const served = { hash, orientation, ...size, isScaled };
  if (delivery === 'hub-url') {
    return succeed({ source: () => ({ kind: 'url', url: parts.addresses.write(served) }), sent });
  }
  return readServedImage(served, image.name, parts.storage).then((read) =>
    andThen(read, ({ bytes, mediaType }) => {
      const base64 = bytes.toString('base64');
      return succeed({ source: () => ({ kind: 'base64', base64, mediaType }), sent });
    }),
  );
}

/** At its original address an image has to be what people see here; else an address of the hub is sent. */
function chooseDelivery(
  { sourceUrl, orientation }: StoredImage,
  wanted: ImageDelivery,
  isScaled: boolean,
): Pick<SentImage, 'delivery' | 'deliveryReason'> {
  if (wanted !== 'original-url') return { delivery: wanted, deliveryReason: null };
  const deliveryReason =
    (sourceUrl === null && 'The image was uploaded and has no address of its own.') ||
    (orientation !== 1 &&
      `At its own address the image lies turned (EXIF orientation ${orientation}).`) ||
    (isScaled && 'At its own address the image is larger than the model takes it.') ||
    null;
  return { delivery: deliveryReason === null ? 'original-url' : 'hub-url', deliveryReason };
}
