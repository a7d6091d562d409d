import { createHash } from 'node:crypto';
import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { WrittenTurn } from '@patchbay/core/formats/written-conversation.ts';
import { writeConversation } from '../conversation-document.ts';
import type { VideoFormat } from '../videos/video-format.ts';
import type { FileParts } from './download-file.ts';
import type { IncomingFile } from './incoming-files.ts';
import { readImage } from './read-image.ts';
import { readTurns } from './read-parts.ts';
import { type RowFields, toConversationFields, toTextFields } from './row-fields.ts';

/** What a data row will be, as it stands in an import. */
export type RowContent =
  | { readonly kind: 'text' | 'html'; readonly text: string }
  | { readonly kind: 'conversation'; readonly turns: readonly WrittenTurn[] }
  | { readonly kind: 'image'; readonly bytes: Buffer; readonly name: string }
  | {
      readonly kind: 'video';
      readonly video: IncomingFile;
      readonly format: VideoFormat;
      readonly name: string;
    };

/** The hash by which the row will be known, told without fetching or decoding anything. */
export function hashContent(content: RowContent): string {
  if (content.kind === 'video') return content.video.hash;
  const digest = createHash('sha256');
  if (content.kind === 'image') return digest.update(content.bytes).digest('hex');
  const text = content.kind === 'conversation' ? writeConversation(content.turns) : content.text;
  return digest.update(text).digest('hex');
}

/** Checks the content, fetches what it refers to, and puts files into the storage. */
export async function readContent(
  content: RowContent,
  files: FileParts,
): Promise<Outcome<RowFields>> {
  switch (content.kind) {
    case 'text':
    case 'html':
      return succeed(toTextFields(content.kind, content.text));
    case 'conversation': {
      const turns = await readTurns(content.turns, files);
      return turns.ok ? succeed(toConversationFields(turns.value)) : turns;
    }
    case 'image':
      return await readImage(content.bytes, content.name, files.storage);
    case 'video':
      return await files.videos.read(files.organisationId, content.video, content);
  }
}
