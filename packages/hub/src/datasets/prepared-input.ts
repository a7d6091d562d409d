import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { ImageParts, PreparedImage } from './prepare-image.ts';
import type { VideosService } from './videos/videos-service.ts';

/** A data row ready to be sent to a model. */
export interface PreparedInput {
  /** What is sent. Asked for when the call begins: an address of the hub is good for a while from then on. */
  input(): ModelInput;
  /** What the answer is measured against: an image in the size in which it is sent. */
  readonly row: AnsweredRow;
  /** What was done to the image of the row before it was sent; null where the row is none. */
  readonly image: SentImage | null;
  /** Size of the whole upright image, to which what the model draws is mapped back; null without one. */
  readonly fullSize: ImageSize | null;
}

export interface InputParts extends ImageParts {
  readonly videos: Pick<VideosService, 'sample'>;
}

/** The input of an image row, from an image that is ready to be sent. */
export function toImageInput({ source, sent }: PreparedImage, fullSize: ImageSize): PreparedInput {
  return {
    input: () => ({ type: 'image', source: source() }),
    row: { type: 'image', size: { width: sent.width, height: sent.height } },
    image: sent,
    fullSize,
  };
}
