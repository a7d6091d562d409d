import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import type { DataRow } from './data-row.ts';
import { turnUpright } from './images/image-file.ts';
import { findImageFormat } from './images/image-format.ts';

/** What was done to an image before it was sent: kept with the call. */
export interface PreparedImage {
  readonly hash: string;
  /** EXIF orientation that was applied; 1 where the stored bytes were sent as they are. */
  readonly orientation: number;
  readonly width: number;
  readonly height: number;
}

/** A data row ready to be sent to a model. */
export interface PreparedInput {
  readonly input: ModelInput;
  readonly row: AnsweredRow;
  readonly image: PreparedImage | null;
}

/** Reads what a model is given for a data row. Images are upright (DESIGN law 1). */
export async function readInput(
  row: DataRow,
  delivery: 'base64' | 'url',
  storage: AssetStorage,
): Promise<Outcome<PreparedInput>> {
  const { text, width, height, orientation } = row;
  if (text !== null) {
    return succeed({ input: { type: 'text', text }, row: { type: 'text', text }, image: null });
  }
  if (width === null || height === null || orientation === null) {
    throw new Error(`The image row ${row.id} has no size.`);
  }
  const source =
    delivery === 'url' ? addressOf(row, orientation) : await bytesOf(row, orientation, storage);
  if (!source.ok) return source;
  return succeed({
    input: { type: 'image', source: source.value },
    row: { type: 'image', size: { width, height } },
    image: { hash: row.assetHash, orientation, width, height },
  });
}

type ImageSource = Extract<ModelInput, { type: 'image' }>['source'];

function addressOf(row: DataRow, orientation: number): Outcome<ImageSource> {
  if (row.sourceUrl === null) {
    return unsupported(
      `"${row.globalKey}" was uploaded and has no address, but the model fetches images by their address. Let the connection send them as base64.`,
    );
  }
  if (orientation !== 1) {
    return unsupported(
      `"${row.globalKey}" is stored turned (EXIF orientation ${orientation}), and a model that fetches it by its address may see it otherwise than people do. Let the connection send images as base64.`,
    );
  }
  return succeed({ kind: 'url', url: row.sourceUrl });
}

async function bytesOf(
  row: DataRow,
  orientation: number,
  storage: AssetStorage,
): Promise<Outcome<ImageSource>> {
  let stored: Buffer;
  try {
    stored = await storage.read(row.assetHash);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') {
      return fail({ ...error.toProblem(), message: `"${row.globalKey}": ${error.message}` });
    }
    throw error;
  }
  const upright = orientation === 1 ? stored : await turn(stored);
  if (!upright) {
    return fail({
      code: 'STORAGE_ASSET_DAMAGED',
      message: `"${row.globalKey}" could be read when it was imported, but its file ${row.assetHash} in the storage is damaged now.`,
      details: { hash: row.assetHash },
    });
  }
  return succeed({ kind: 'base64', base64: upright.toString('base64'), mediaType: row.mediaType });
}

/** The image with its orientation applied; null where it cannot be decoded. */
async function turn(stored: Buffer): Promise<Buffer | null> {
  const format = findImageFormat(stored);
  return format ? turnUpright(stored, format).catch(() => null) : null;
}

function unsupported(message: string): Outcome<ImageSource> {
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}
