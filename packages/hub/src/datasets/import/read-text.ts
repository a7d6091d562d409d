import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';

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

function unreadable(message: string): Outcome<string> {
  return fail({ code: 'INPUT_FILE_UNREADABLE', message });
}
