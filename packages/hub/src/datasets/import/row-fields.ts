import { createHash } from 'node:crypto';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import { writeConversation } from '../conversation-document.ts';
import type { DataRow } from '../data-row.ts';

/** The fields of a data row that come from what is in its file. */
export type RowFields = Pick<
  DataRow,
  | 'type'
  | 'assetHash'
  | 'byteLength'
  | 'mediaType'
  | 'width'
  | 'height'
  | 'orientation'
  | 'durationMs'
  | 'frameCount'
  | 'text'
  | 'turns'
>;

/** What most types of rows do not have. */
export const noFields = {
  width: null,
  height: null,
  orientation: null,
  durationMs: null,
  frameCount: null,
  text: null,
  turns: null,
} as const satisfies Partial<RowFields>;

/** A text, or the source of a page, as the fields of a data row. */
export function toTextFields(type: 'text' | 'html', text: string): RowFields {
  return {
    ...noFields,
    ...describeBytes(text),
    type,
    mediaType: type === 'html' ? 'text/html' : 'text/plain',
    text,
  };
}

/** A conversation as the fields of a data row. */
export function toConversationFields(turns: Turn[]): RowFields {
  return {
    ...noFields,
    ...describeBytes(writeConversation(turns)),
    type: 'conversational',
    mediaType: 'application/json',
    turns,
  };
}

function describeBytes(text: string): { assetHash: string; byteLength: number } {
  const bytes = Buffer.from(text);
  return { assetHash: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length };
}
