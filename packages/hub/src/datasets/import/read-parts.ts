import type { ContentPart, ImagePart } from '@patchbay/core/data-row/content-part.ts';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { WrittenPart, WrittenTurn } from '@patchbay/core/formats/written-conversation.ts';
import { readDataUrl } from '../data-url.ts';
import { downloadFile, type FileParts } from './download-file.ts';
import { readImage } from './read-image.ts';

/** The turns of a conversation with their images fetched, or the first problem. */
export async function readTurns(
  turns: readonly WrittenTurn[],
  files: FileParts,
): Promise<Outcome<Turn[]>> {
  const read: Turn[] = [];
  for (const { parts: written, ...turn } of turns) {
    const parts = await readParts(written, files);
    if (!parts.ok) return parts;
    read.push({ ...turn, parts: parts.value });
  }
  return succeed(read);
}

/** Pieces with their images fetched into the storage one after another, or the first problem. */
export async function readParts(
  parts: readonly WrittenPart[],
  files: FileParts,
): Promise<Outcome<ContentPart[]>> {
  const read: ContentPart[] = [];
  for (const part of parts) {
    const found = part.type === 'text' ? succeed(part) : await readImagePart(part.url, files);
    if (!found.ok) return found;
    read.push(found.value);
  }
  return succeed(read);
}

async function readImagePart(url: string, files: FileParts): Promise<Outcome<ImagePart>> {
  const inline = readDataUrl(url);
  const bytes: Outcome<Buffer> = inline ? succeed(inline) : await downloadFile(url, files.caller);
  if (!bytes.ok) return bytes;
  const name = inline ? `The image in ${url.slice(0, 40)}…` : url;
  const image = await readImage(bytes.value, name, files.storage);
  if (!image.ok) return image;
  const { assetHash: hash, byteLength, mediaType, width, height, orientation } = image.value;
  return succeed({
    type: 'image',
    asset: { hash, byteLength, mediaType },
    image: { width, height },
    orientation,
    sourceUrl: inline ? null : url,
  });
}
