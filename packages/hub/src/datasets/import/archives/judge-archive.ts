import { hash } from 'node:crypto';
import { foldFileName } from '@patchbay/core/data-row/row-file-names.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { readEntryName } from './entry-name.ts';
import type { ZipArchive } from './zip-archive.ts';

/** What is known of an archive before it is unpacked. */
export interface JudgedArchive {
  /** Whether several files of the archive have this name, or differ from it by case alone. */
  isShared(name: string): boolean;
}

/** The shortest that a header before the bytes of an entry can be. */
const headerBytes = 30;

/**
 * Reads the whole directory of an archive before anything is unpacked, and refuses it where it holds too much
 * or where entries lie over each other, as they do in archives that are made to become endless
 * (https://www.bamsoftware.com/hacks/zipbomb/). Takes 24 bytes of memory for each entry.
 */
export async function judgeArchive(
  archive: ZipArchive,
  limits: ArchiveLimits,
): Promise<Outcome<JudgedArchive>> {
  const { entryCount, byteLength } = archive;
  if (entryCount > limits.entries) {
    return refuse(`It has ${entryCount} files; an archive may have ${limits.entries}.`);
  }
  if (entryCount === 0) return refuse('There is nothing in it.');
  const starts = new Float64Array(entryCount);
  const ends = new Float64Array(entryCount);
  const names = new Float64Array(entryCount);
  let unpackedBytes = 0;
  let count = 0;
  for await (const entry of archive.entries()) {
    starts[count] = entry.relativeOffsetOfLocalHeader;
    ends[count] = (starts[count] ?? 0) + headerBytes + entry.fileNameLength + entry.compressedSize;
    const name = readEntryName(entry, '');
    names[count] = name.ok ? shorten(name.value) : -count - 1;
    unpackedBytes += entry.uncompressedSize;
    count += 1;
  }
  const largest = Math.max(limits.freeBytes, byteLength * limits.ratio);
  if (unpackedBytes > Math.min(limits.unpackedBytes, largest)) {
    return refuse(
      `It would become ${unpackedBytes} bytes. An archive may become ${limits.ratio} times as large as it is (${limits.freeBytes} bytes in any case), and at most ${limits.unpackedBytes}.`,
    );
  }
  if (overlap(starts, ends)) return refuse('Files in it lie over each other.');
  const shared = findRepeated(names);
  return succeed({ isShared: (name) => shared.has(shorten(name)) });
}

/** Whether any two of some pieces of a file have a byte in common. Sorts both. */
function overlap(starts: Float64Array, ends: Float64Array): boolean {
  starts.sort();
  ends.sort();
  // Behind the end of n pieces the n+1st may begin, in whichever order they stand.
  return starts.subarray(1).some((start, index) => start < (ends[index] ?? 0));
}

function findRepeated(names: Float64Array): Set<number> {
  names.sort();
  return new Set(names.filter((name, index) => name === names[index - 1]));
}

/** 48 bits for a name, the same for names that differ by case. */
function shorten(name: string): number {
  return hash('sha1', foldFileName(name), 'buffer').readUIntBE(0, 6);
}

function refuse(message: string): Outcome<never> {
  return fail({ code: 'INPUT_ARCHIVE_REFUSED', message });
}
