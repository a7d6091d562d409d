import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { findVideoFormat, largestVideoBytes, signatureBytes } from '../videos/video-format.ts';
import { collectBytes } from './collect-bytes.ts';
import { compareEnding } from './compare-ending.ts';
import type { FileParts } from './download-file.ts';
import { kindOfFile, largestFileBytes, parseRowFile, type RowFile } from './parse-row-file.ts';
import { peekBytes } from './peek-bytes.ts';

/** A file of an import that has been read to its end. */
export interface ReceivedFile extends RowFile {
  /** Gives back what it takes on the disk. */
  remove(): Promise<void>;
}

/** A file on its way in. `path` says by its end what it is, `name` is what messages call it. */
export interface ArrivingFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/**
 * Reads a file to its end, whatever comes of it, since others may wait behind it in the same stream. A
 * video is known by its first bytes and goes to the disk, everything else into memory.
 */
export async function receiveFile(
  { path, name, bytes: arriving }: ArrivingFile,
  { incoming }: FileParts,
): Promise<Outcome<ReceivedFile>> {
  const kind = kindOfFile(path);
  const { beginning, bytes } = await peekBytes(arriving, signatureBytes);
  const format = kind === 'image' ? findVideoFormat(beginning) : null;
  if (format) {
    const video = await incoming.receive(bytes, largestVideoBytes);
    if (!video) return tooLarge(name, largestVideoBytes);
    const content = { kind: 'video' as const, video, format, name };
    const warnings = compareEnding(path, format.mediaType, name);
    return succeed({ content, metadata: {}, remove: video.remove }, warnings);
  }
  const maximumBytes = largestFileBytes(kind);
  const collected = await collectBytes(bytes, maximumBytes);
  if (!collected) return tooLarge(name, maximumBytes);
  const parsed = parseRowFile(collected, path, name);
  if (!parsed.ok) return parsed;
  return succeed({ ...parsed.value, remove: async () => {} }, parsed.warnings);
}

function tooLarge(name: string, maximumBytes: number): Outcome<never> {
  const message = `${name} has more than ${maximumBytes} bytes.`;
  return fail({ code: 'INPUT_TOO_LARGE', message });
}
