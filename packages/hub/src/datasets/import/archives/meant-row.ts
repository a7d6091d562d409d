import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { rowFileEndings } from '@patchbay/core/data-row/row-file-names.ts';
import { isConversation } from '@patchbay/core/formats/conversation.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import { findImageFormat } from '../../images/image-format.ts';
import { findVideoFormat, signatureBytes } from '../../videos/video-format.ts';
import { collectBytes } from '../collect-bytes.ts';
import { largestFileBytes } from '../parse-row-file.ts';
import { peekBytes } from '../peek-bytes.ts';

const endings = new Set<string>(Object.values(rowFileEndings).flat());

/**
 * The bytes of a file of an archive where it is meant to be a data row; null where it is something that lies
 * beside them. That is told by its name, or where that says nothing, by its first bytes; a JSON file is a
 * conversation, or says something about others.
 */
export async function readMeantRow(
  name: string,
  bytes: AsyncGenerator<Buffer>,
): Promise<AsyncIterable<Buffer> | null> {
  const ending = extname(name).toLowerCase();
  if (ending === '.json') return await readConversation(bytes);
  if (endings.has(ending)) return bytes;
  const peeked = await peekBytes(bytes, signatureBytes);
  if (findImageFormat(peeked.beginning) || findVideoFormat(peeked.beginning)) return peeked.bytes;
  await bytes.return(undefined);
  return null;
}

async function readConversation(
  bytes: AsyncIterable<Buffer>,
): Promise<AsyncIterable<Buffer> | null> {
  const collected = await collectBytes(bytes, largestFileBytes('conversation'));
  if (!collected || !holdsConversation(collected.toString())) return null;
  return Readable.from([collected]);
}

/** What is wrong with one, is said where it is read. */
function holdsConversation(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && isConversation(value);
  } catch {
    return false;
  }
}
