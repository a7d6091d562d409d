import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { fail } from '@patchbay/core/error/outcome.ts';
import { readText } from './read-text.ts';

/** One line of a file, counted from 1, without its end; blank lines are passed over. */
export interface Line {
  readonly number: number;
  readonly text: Outcome<string>;
}

const lineFeed = 0x0a;

/** Reads a text file of any size line by line. A line that is too long or no UTF-8 is its own problem. */
export async function* readLines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  longestLineBytes: number,
): AsyncGenerator<Line> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;

  function finishLine(): Line | null {
    number += 1;
    const place = `${name}:${number}`;
    const isTooLong = length > longestLineBytes;
    const text = isTooLong
      ? fail({
          code: 'INPUT_TOO_LARGE' as const,
          message: `${place} has ${length} bytes; a line may have ${longestLineBytes}.`,
        })
      : readText(Buffer.concat(pieces), place);
    pieces = [];
    length = 0;
    if (!text.ok) return { number, text };
    const value = text.value.replace(/\r$/, '');
    return value.trim() === '' ? null : { number, text: { ...text, value } };
  }

  function add(piece: Buffer): void {
    length += piece.length;
    if (length <= longestLineBytes) pieces.push(piece);
    else pieces = [];
  }

  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      const line = finishLine();
      if (line) yield line;
    }
    add(chunk.subarray(start));
  }
  const last = length > 0 ? finishLine() : null;
  if (last) yield last;
}
