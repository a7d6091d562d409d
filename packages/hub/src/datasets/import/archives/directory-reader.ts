import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';

/** The directory of an archive is read in many small pieces, one behind the other. */
const windowBytes = 65_536;

/**
 * Gives a file to the library that reads directories of archives, from a window in memory. A place that an
 * archive invents is an error for the one who asked, wherever it lies: `fs.read` would throw past everybody.
 */
export function createDirectoryReader(file: FileHandle, fileBytes: number): RandomAccessReader {
  const window = Buffer.alloc(windowBytes);
  let windowStart = 0;
  let windowEnd = 0;

  async function copy(target: Buffer, offset: number, length: number, position: number) {
    if (!Number.isSafeInteger(position) || position + length > fileBytes) {
      throw new Error(`it speaks of a place behind its end (byte ${position})`);
    }
    if (length > windowBytes) return void (await file.read(target, offset, length, position));
    if (position < windowStart || position + length > windowEnd) {
      const { bytesRead } = await file.read(window, 0, windowBytes, position);
      windowStart = position;
      windowEnd = position + bytesRead;
    }
    window.copy(target, offset, position - windowStart, position - windowStart + length);
  }

  // The one class of this part: it is how the library takes a reader.
  return new (class extends RandomAccessReader {
    override read(
      target: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null) => void,
    ): void {
      // Behind the promise: what `done` throws is no failure of reading.
      const tell = (error: Error | null) => setImmediate(done, error);
      copy(target, offset, length, position).then(() => tell(null), tell);
    }
  })();
}
