import { extname } from 'node:path';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { largestVideoBytes } from '../../videos/video-format.ts';
import { kindOfFile, largestFileBytes } from '../parse-row-file.ts';
import { isCalledArchive } from './receive-archive.ts';
import { compressionMethods } from './unpack-entry.ts';
import type { ZipEntry } from './zip-archive.ts';

/**
 * Judges an entry by what the directory of its archive says, before one byte of it is unpacked. `name` is its
 * path in the archive, `source` what messages call it. Why it is refused; null where it is not.
 */
export function judgeEntry(entry: ZipEntry, name: string, source: string): Problem | null {
  const type = readFileType(entry);
  if (type !== 'file') {
    return {
      code: 'INPUT_FILE_TYPE_REFUSED',
      message: `${source} is ${type}. Pack the file itself.`,
    };
  }
  if (entry.isEncrypted()) {
    const message = `${source} is encrypted. Pack it without a password.`;
    return { code: 'INPUT_FILE_UNREADABLE', message };
  }
  const { compressionMethod: method } = entry;
  if (method !== compressionMethods.stored && method !== compressionMethods.deflated) {
    const message = `${source} is packed by a method (${method}) that is not read. Pack it with the usual one, Deflate.`;
    return { code: 'INPUT_FILE_UNREADABLE', message };
  }
  if (isCalledArchive(name)) {
    const message = `${source} is an archive inside of an archive, which is not unpacked. Import it by itself.`;
    return { code: 'INPUT_FILE_TYPE_REFUSED', message };
  }
  // What is called neither a text nor a page may turn out to be a video.
  const kind = kindOfFile(name);
  const largest = kind === 'image' ? largestVideoBytes : largestFileBytes(kind);
  if (entry.uncompressedSize > largest) {
    const message = `${source} has ${entry.uncompressedSize} bytes; ${extname(name) || 'a file'} may have ${largest}.`;
    return { code: 'INPUT_TOO_LARGE', message };
  }
  return null;
}

const typeMask = 0o170_000;
const regularFile = 0o100_000;
const symbolicLink = 0o120_000;

/** What an entry is on a Unix system, which stands in the upper half of its attributes; 0 where it says nothing. */
function readFileType({ externalFileAttributes }: ZipEntry): string {
  const type = (externalFileAttributes >>> 16) & typeMask;
  if (type === 0 || type === regularFile) return 'file';
  return type === symbolicLink ? 'a link to another file' : 'no file but a device or a pipe';
}
