import { createHash } from 'node:crypto';
import type { ContentPart } from '@patchbay/core/data-row/content-part.ts';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import type { WrittenPart, WrittenTurn } from '@patchbay/core/formats/written-conversation.ts';
import { readDataUrl } from './data-url.ts';

/** A piece in words: an image by the address that it came from, or by the hash of its bytes. */
type NamedPart = { type: 'text'; text: string } | { type: 'image'; image: string };

/**
 * The JSON document of a conversation, which names its images and does not hold them. It is the same
 * before its images were fetched and after, so that an import knows what it has imported already.
 */
export function writeConversation(turns: readonly (Turn | WrittenTurn)[]): string {
  const named = turns.map(({ role, id, name, parts }) => ({
    role,
    id,
    name,
    parts: parts.map(nameImage),
  }));
  return JSON.stringify({ turns: named });
}

/** Attachments in the same words: equal where they are the same. */
export function writeParts(parts: readonly (ContentPart | WrittenPart)[]): string {
  return JSON.stringify(parts.map(nameImage));
}

function nameImage(part: ContentPart | WrittenPart): NamedPart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  if ('asset' in part)
    return { type: 'image', image: part.sourceUrl ?? `sha256:${part.asset.hash}` };
  const data = readDataUrl(part.url);
  if (!data) return { type: 'image', image: part.url };
  return { type: 'image', image: `sha256:${createHash('sha256').update(data).digest('hex')}` };
}
