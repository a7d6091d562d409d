import { pipeline, type Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Extract, extract } from 'tar-stream';
import type * as z from 'zod';

/** A file in an archive. Its bytes are read before the next one comes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly byteLength: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Documents in an archive are no longer than this. */
const longestDocument = 64 * 1024 * 1024;

/** Reads the files of a tar archive in zstd as they come. @throws PatchbayError INPUT_BACKUP_UNREADABLE */
export async function* readArchive(packed: Readable): AsyncGenerator<ArchiveEntry> {
  const archive = extract();
  // What breaks one of them breaks the archive, and whoever reads that hears of it.
  pipeline(packed, createZstdDecompress(), archive as NodeJS.WritableStream & Extract, () => {});
  try {
    for await (const entry of archive) {
      const { name, size, type } = entry.header;
      if (type !== 'file') throw unreadable(`it holds ${name}, which is no file`);
      yield { name, byteLength: size ?? 0, bytes: readBytes(entry as AsyncIterable<Uint8Array>) };
    }
  } catch (cause) {
    throw cause instanceof PatchbayError ? cause : unreadable(reasonOf(cause), cause);
  }
}

async function* readBytes(entry: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* entry;
  } catch (cause) {
    throw unreadable(reasonOf(cause), cause);
  }
}

/** Reads a document of an archive. @throws PatchbayError INPUT_BACKUP_UNREADABLE */
export async function readDocument<Schema extends z.ZodType>(
  { name, byteLength, bytes }: ArchiveEntry,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (byteLength > longestDocument) throw unreadable(`${name} is too long`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  try {
    return schema.parse(JSON.parse(Buffer.concat(chunks).toString()));
  } catch (cause) {
    throw unreadable(`${name} is not in the form that this version of Patchbay reads`, cause);
  }
}

/** The error of a backup that cannot be restored. */
export function unreadable(reason: string, cause?: unknown): PatchbayError {
  const message = `The backup cannot be restored: ${reason}. No row was kept in the database.`;
  return new PatchbayError({ code: 'INPUT_BACKUP_UNREADABLE', message, cause });
}

function reasonOf(cause: unknown): string {
  const isOther = cause instanceof Error && 'code' in cause && cause.code === notZstd;
  if (isOther) return 'it is not packed with zstd, as backups are';
  return cause instanceof Error ? cause.message : String(cause);
}

const notZstd = 'ZSTD_error_prefix_unknown';
