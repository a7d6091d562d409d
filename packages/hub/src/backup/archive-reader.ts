import type { Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { extract } from 'tar-stream';
import type * as z from 'zod';

/** A file in an archive. Its bytes are read before the next one comes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly byteLength: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Documents in an archive are no longer than this. */
const longestDocument = 64 * 1024 * 1024;

/** Reads the files of a tar archive as they come. @throws PatchbayError INPUT_BACKUP_UNREADABLE */
export async function* readArchive(stream: Readable): AsyncGenerator<ArchiveEntry> {
  const archive = extract();
  stream.once('error', (error) => archive.destroy(error));
  stream.pipe(archive);
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
  return cause instanceof Error ? cause.message : String(cause);
}
