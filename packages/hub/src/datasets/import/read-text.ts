import { createHash } from 'node:crypto';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ReadRow } from './import-step.ts';

/** The fields of a data row that come from its text. */
export type TextFields = Pick<
  ReadRow,
  'type' | 'assetHash' | 'byteLength' | 'mediaType' | 'width' | 'height' | 'orientation' | 'text'
>;

/** A longer text is a book, and no model takes it whole. */
export const largestTextBytes = 1_048_576;

/** Reads bytes as UTF-8, strictly; a byte order mark is dropped. */
export function readText(bytes: Buffer, name: string): Outcome<string> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(
      `${name} is not UTF-8 text. Save it as UTF-8, or check that it is a text at all.`,
    );
  }
  const nul = text.indexOf('\0');
  return nul < 0
    ? succeed(text)
    : unreadable(`${name} has a NUL character at position ${nul}, which no text has.`);
}

/** A text as the fields of a data row. */
export function toTextFields(text: string): TextFields {
  const bytes = Buffer.from(text);
  return {
    type: 'text',
    assetHash: createHash('sha256').update(bytes).digest('hex'),
    byteLength: bytes.length,
    mediaType: 'text/plain',
    width: null,
    height: null,
    orientation: null,
    text,
  };
}

function unreadable(message: string): Outcome<string> {
  return fail({ code: 'INPUT_FILE_UNREADABLE', message });
}
