import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { inspectImage } from '../images/image-file.ts';
import { findImageFormat } from '../images/image-format.ts';
import { noFields, type RowFields } from './row-fields.ts';

/** The fields of a data row that come from its image. */
export type ImageFields = RowFields & {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
};

/** A larger image is refused before it is decoded. */
export const largestImageBytes = 128 * 2 ** 20;

/** Checks an image to its last pixel and puts its bytes, unchanged, into the storage. */
export async function readImage(
  bytes: Buffer,
  name: string,
  storage: AssetStorage,
): Promise<Outcome<ImageFields>> {
  const format = findImageFormat(bytes);
  if (!format) {
    return unreadable(
      `${name} is not an image or a video that Patchbay reads (PNG, JPEG, WebP, GIF, BMP, TIFF, MP4, MOV, WebM, told by content). Texts are called .txt or .md, pages .html, conversations .json.`,
    );
  }
  try {
    const facts = await inspectImage(bytes, format);
    const { hash, byteLength } = await storage.put(asStream(bytes));
    return succeed({
      ...noFields,
      type: 'image',
      assetHash: hash,
      byteLength,
      mediaType: format.mediaType,
      ...facts,
    });
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    return unreadable(`${name} is damaged or cannot be decoded: ${describe(error)}.`);
  }
}

/** A full or failing disk is no fault of the image. */
function isStorageFailure(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function describe(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return line.replace(/\.$/, '');
}

async function* asStream(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

function unreadable(message: string): Outcome<ImageFields> {
  return fail({ code: 'INPUT_FILE_UNREADABLE', message });
}
