import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { createDirectoryReader } from './directory-reader.ts';
import { unpackEntry } from './unpack-entry.ts';

/** A file of an archive as the directory of the archive describes it. Nothing of it is certain. */
export type ZipEntry = Entry;

/** An archive that lies on the disk. Nothing is ever written under its names. */
export interface ZipArchive {
  readonly byteLength: number;
  /** How many entries it says that it has. */
  readonly entryCount: number;
  /** What the directory says of each, from the beginning whenever it is asked. @throws INPUT_ARCHIVE_REFUSED */
  entries(): AsyncIterable<ZipEntry>;
  /** The bytes of one. `name` is what messages call it. @throws INPUT_FILE_UNREADABLE */
  unpack(entry: ZipEntry, name: string): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Opens an archive; whoever opens it closes it. @throws PatchbayError INPUT_ARCHIVE_REFUSED */
export async function openZipArchive(path: string): Promise<ZipArchive> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return createZipArchive({
      path,
      file,
      byteLength: size,
      first: await openDirectory(file, size),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function createZipArchive(parts: {
  path: string;
  file: FileHandle;
  byteLength: number;
  first: ZipFile;
}): ZipArchive {
  const { path, file, byteLength, first } = parts;
  return {
    byteLength,
    entryCount: first.entryCount,
    async *entries() {
      // The library reads a directory once; whoever wants it again opens it again.
      const directory = await openDirectory(file, byteLength);
      try {
        yield* directory.eachEntry();
      } catch (error) {
        throw refuse(error);
      }
    },
    async *unpack(entry, name) {
      try {
        const header = await first.readLocalFileHeaderPromise(entry, { minimal: true });
        const start = header.fileDataStart;
        const end = start + entry.compressedSize - 1;
        yield* unpackEntry(entry, end < start ? null : createReadStream(path, { start, end }));
      } catch (error) {
        throw damaged(name, error);
      }
    },
    close: () => file.close(),
  };
}

/** The library reads where an archive says that it is; names and sizes are judged here, entry by entry. */
async function openDirectory(file: FileHandle, byteLength: number): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(
      createDirectoryReader(file, byteLength),
      byteLength,
      { autoClose: false, decodeStrings: false, validateEntrySizes: false },
    );
  } catch (error) {
    throw refuse(error);
  }
}

function refuse(error: unknown): unknown {
  return translate(error, 'INPUT_ARCHIVE_REFUSED', (reason) => {
    return `It cannot be read as a ZIP archive: ${reason}.`;
  });
}

function damaged(name: string, error: unknown): unknown {
  return translate(error, 'INPUT_FILE_UNREADABLE', (reason) => `${name} is damaged: ${reason}.`);
}

/** What reading an archive fails with, which is the fault of the archive but where the disk fails. */
function translate(
  error: unknown,
  code: 'INPUT_ARCHIVE_REFUSED' | 'INPUT_FILE_UNREADABLE',
  describe: (reason: string) => string,
): unknown {
  if (!(error instanceof Error) || 'syscall' in error) return error;
  return new PatchbayError({
    code,
    message: describe(error.message.replace(/\.$/, '')),
    cause: error,
  });
}
