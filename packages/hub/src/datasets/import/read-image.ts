import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { findForeignType } from '../images/foreign-type.ts';
import {
  decodeWhole,
  type ImageFacts,
  largestPixelCount,
  measureImage,
} from '../images/image-file.ts';
import { findImageFormat, type ImageFormat } from '../images/image-format.ts';
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
  if (!format) return refuseType(bytes, name);
  const checked = await checkImage(bytes, format, name);
  if (!checked.ok) return checked;
  const { frames, ...facts } = checked.value;
  const { hash, byteLength } = await storage.put(asStream(bytes));
  const { mediaType } = format;
  const fields = { ...noFields, type: 'image', assetHash: hash, byteLength, mediaType } as const;
  return succeed({ ...fields, ...facts }, frames > 1 ? [hasFrames(name, frames)] : []);
}

/** Judges an image by its header before it is decoded: a few bytes can stand for more pixels than memory holds. */
async function checkImage(
  bytes: Buffer,
  format: ImageFormat,
  name: string,
): Promise<Outcome<ImageFacts>> {
  try {
    const facts = await measureImage(bytes, format);
    if (facts.width * facts.height > largestPixelCount) return tooManyPixels(name, facts);
    await decodeWhole(bytes, format);
    return succeed(facts);
  } catch (error) {
    return unreadable(`${name} is damaged or cannot be decoded: ${describe(error)}.`);
  }
}

function refuseType(bytes: Buffer, name: string): Outcome<never> {
  if (bytes.length === 0) return unreadable(`${name} is empty: it has 0 bytes.`);
  const type = findForeignType(bytes);
  if (type) return fail({ code: 'INPUT_FILE_TYPE_REFUSED', message: `${name} is ${type}.` });
  return unreadable(
    `${name} is not an image or a video that Patchbay reads (PNG, JPEG, WebP, GIF, BMP, TIFF, MP4, MOV, WebM, told by content). Texts are called .txt or .md, pages .html, conversations .json.`,
  );
}

function describe(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return line.replace(/\.$/, '');
}

async function* asStream(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

function tooManyPixels(name: string, { width, height }: ImageSize): Outcome<never> {
  return fail({
    code: 'INPUT_TOO_LARGE',
    message: `${name} has ${width} × ${height} pixels; an image may have ${largestPixelCount} in all. Scale it down, or cut it into tiles.`,
  });
}

function hasFrames(name: string, frames: number): Warning {
  const message = `${name} has ${frames} frames or pages. The first is what is shown and measured.`;
  return { code: 'IMAGE_HAS_FRAMES', message, pointer: '' };
}

function unreadable(message: string): Outcome<never> {
  return fail({ code: 'INPUT_FILE_UNREADABLE', message });
}
