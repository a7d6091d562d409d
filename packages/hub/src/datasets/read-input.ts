import type { ContentPart as KeptPart } from '@patchbay/core/data-row/content-part.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type {
  AnsweredRow,
  ContentPart,
  ImageSource,
  ModelInput,
  Turn,
} from '@patchbay/protocols/model-input.ts';
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

/** An image that lies in the storage: that of a row, of a conversation or of an attachment. */
interface StoredImage {
  /** What people call it, for messages. */
  readonly name: string;
  readonly hash: string;
  readonly mediaType: string;
  readonly orientation: number;
  /** Where it was imported from; null where it was uploaded. */
  readonly sourceUrl: string | null;
}

type Delivery = 'base64' | 'url';

/** Reads what a model is given for a data row. Images are upright (DESIGN law 1). */
export async function readInput(
  row: DataRow,
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<PreparedInput>> {
  const attachments = await readParts(row, row.attachments, delivery, storage);
  if (!attachments.ok) return attachments;
  const attached = attachments.value.length > 0 ? { attachments: attachments.value } : {};
  const content = await readContent(row, delivery, storage);
  if (!content.ok) return content;
  const { input, ...rest } = content.value;
  return succeed({ ...rest, input: { ...input, ...attached } });
}

async function readContent(
  row: DataRow,
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<PreparedInput>> {
  switch (row.type) {
    case 'text': {
      const text = row.text ?? '';
      return succeed({ input: { type: 'text', text }, row: { type: 'text', text }, image: null });
    }
    case 'html': {
      const html = row.text ?? '';
      return succeed({
        input: { type: 'html', html },
        row: { type: 'html', text: html },
        image: null,
      });
    }
    case 'conversational':
      return await readConversation(row, delivery, storage);
    case 'image':
      return await readImage(row, delivery, storage);
    case 'video':
      return unsupported(`"${row.globalKey}" is a video, which cannot be sent yet.`);
  }
}

async function readConversation(
  row: DataRow,
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<PreparedInput>> {
  const turns: Turn[] = [];
  for (const turn of row.turns ?? []) {
    const parts = await readParts(row, turn.parts, delivery, storage);
    if (!parts.ok) return parts;
    turns.push({ role: turn.role, parts: parts.value });
  }
  return succeed({
    input: { type: 'conversational', turns },
    row: { type: 'conversational' },
    image: null,
  });
}

async function readImage(
  row: DataRow,
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<PreparedInput>> {
  const { globalKey, assetHash: hash, mediaType, sourceUrl } = row;
  const { width, height, orientation } = row;
  if (width === null || height === null || orientation === null) {
    throw new Error(`The image row ${row.id} has no size.`);
  }
  const image = { name: `"${globalKey}"`, hash, mediaType, orientation, sourceUrl };
  const source = await readSource(image, delivery, storage);
  if (!source.ok) return source;
  return succeed({
    input: { type: 'image', source: source.value },
    row: { type: 'image', size: { width, height } },
    image: { hash, orientation, width, height },
  });
}

/** Words and images of a row, in their order, or the first problem. */
async function readParts(
  row: DataRow,
  kept: readonly KeptPart[],
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<ContentPart[]>> {
  const parts: ContentPart[] = [];
  for (const part of kept) {
    if (part.type === 'text') {
      parts.push({ type: 'text', text: part.text });
      continue;
    }
    const { asset, orientation, sourceUrl } = part;
    const name = `An image of "${row.globalKey}"`;
    const image = { ...asset, name, orientation, sourceUrl };
    const source = await readSource(image, delivery, storage);
    if (!source.ok) return source;
    parts.push({ type: 'image', source: source.value });
  }
  return succeed(parts);
}

async function readSource(
  image: StoredImage,
  delivery: Delivery,
  storage: AssetStorage,
): Promise<Outcome<ImageSource>> {
  return delivery === 'url' ? addressOf(image) : await bytesOf(image, storage);
}

function addressOf({ name, orientation, sourceUrl }: StoredImage): Outcome<ImageSource> {
  if (sourceUrl === null) {
    return unsupported(
      `${name} was uploaded and has no address, but the model fetches images by their address. Let the connection send them as base64.`,
    );
  }
  if (orientation !== 1) {
    return unsupported(
      `${name} is stored turned (EXIF orientation ${orientation}), and a model that fetches it by its address may see it otherwise than people do. Let the connection send images as base64.`,
    );
  }
  return succeed({ kind: 'url', url: sourceUrl });
}

async function bytesOf(
  { name, hash, mediaType, orientation }: StoredImage,
  storage: AssetStorage,
): Promise<Outcome<ImageSource>> {
  let stored: Buffer;
  try {
    stored = await storage.read(hash);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') {
      return fail({ ...error.toProblem(), message: `${name}: ${error.message}` });
    }
    throw error;
  }
  const upright = orientation === 1 ? stored : await turn(stored);
  if (!upright) {
    return fail({
      code: 'STORAGE_ASSET_DAMAGED',
      message: `${name} could be read when it was imported, but its file ${hash} in the storage is damaged now.`,
      details: { hash },
    });
  }
  return succeed({ kind: 'base64', base64: upright.toString('base64'), mediaType });
}

/** The image with its orientation applied; null where it cannot be decoded. */
async function turn(stored: Buffer): Promise<Buffer | null> {
  const format = findImageFormat(stored);
  return format ? turnUpright(stored, format).catch(() => null) : null;
}

function unsupported(message: string): Outcome<never> {
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}
