import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { AssetStorage } from './asset-storage.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Larger bodies lie in the storage, not in the row. In bytes. */
const largestBodyInRow = 65_536;

/** The body of an answer as a row keeps it. */
export interface KeptBody {
  /** Where it is small; PostgreSQL compresses it by itself. */
  readonly inRow: Buffer | null;
  /** Its name in the storage, compressed with zstd, where it is large. */
  readonly asset: string | null;
  /** How many bytes it had, where only its beginning is kept; null where it is whole. */
  readonly cutFrom: number | null;
}

interface CallKey {
  readonly organisationId: string;
  readonly id: string;
}

/** Keeps the bodies of answers. */
export interface BodyKeeper {
  /** What of a body is kept with a call, and where: at once where it is small, else when it is in the storage. */
  keep(call: CallKey, body: string): KeptBody | Promise<KeptBody>;
}

export function createBodyKeeper(parts: {
  storage: AssetStorage;
  /** Bytes of a body that are kept; null: all of them. */
  limitBytes: number | null;
  /** Writes down that a file is going to be put away which no row names yet. */
  announce(organisationId: string, asset: string): Promise<void>;
}): BodyKeeper {
  const { storage, limitBytes, announce } = parts;
  async function store({ organisationId, id }: CallKey, body: Buffer): Promise<string> {
    const packed = Buffer.concat([await compress(body), nameFrame(id)]);
    await announce(organisationId, createHash('sha256').update(packed).digest('hex'));
    return (await storage.put(Readable.from([packed]))).hash;
  }

  return {
    keep(call, text) {
      const body = Buffer.from(text);
      const kept = limitBytes === null ? body : cutText(body, limitBytes);
      const cutFrom = kept.length < body.length ? body.length : null;
      if (kept.length <= largestBodyInRow) return { inRow: kept, asset: null, cutFrom };
      return store(call, kept).then((asset) => ({ inRow: null, asset, cutFrom }));
    },
  };
}

/** Reads a body that was kept. @throws PatchbayError STORAGE_ASSET_MISSING */
export async function readKeptBody(
  { inRow, asset }: Pick<KeptBody, 'inRow' | 'asset'>,
  storage: AssetStorage,
): Promise<string> {
  if (asset === null) return inRow?.toString() ?? '';
  return (await decompress(await storage.read(asset))).toString();
}

/** The beginning of a text in UTF-8, without half a character at its end. */
export function cutText(text: Buffer, limitBytes: number): Buffer {
  if (text.length <= limitBytes) return text;
  let end = limitBytes;
  while (end > 0 && ((text[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return text.subarray(0, end);
}

/**
 * A frame that zstd skips (RFC 8878, 3.1.2) with the id of the call in it. Files are named by their
 * bytes: without it two calls that were answered alike would share one, and it could not be removed
 * with either.
 */
function nameFrame(callId: string): Buffer {
  const name = Buffer.from(callId);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a50, 0);
  head.writeUInt32LE(name.length, 4);
  return Buffer.concat([head, name]);
}
