import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { readBase64Image } from '../image/base64-image.ts';
import type { ContentPart } from '../model-input.ts';
import type { ReadPart } from './wire.ts';

/** Reads a part of a message at a place of the request. */
export function readPart({ text = '', image }: ReadPart, pointer: string): Outcome<ContentPart> {
  if (image === undefined) return succeed({ type: 'text', text });
  return andThen(readBase64Image(image, `${pointer}/image`), (source) =>
    succeed({ type: 'image', source }),
  );
}
