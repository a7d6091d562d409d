import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { fail } from '@patchbay/core/error/outcome.ts';
import { readText } from './read-text.ts';

/** One line of a file, counted from 1, without its end. */
export interface Line {
  readonly number: number;
  readonly text: Outcome<string>;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The lines of a file that are not blank, as `readEveryLine` reads them. */
export async function* readLines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  longestLineBytes: number,
): AsyncGenerator<Line> {
  for await (const line of readEveryLine(bytes, name, longestLineBytes)) {
    if (!line.text.ok || line.text.value.trim() !== '') yield line;
  }
}

/**
 * Reads a text file of any size line by line, whatever ends its lines (LF, CR LF or CR, also mixed). A line
 * that is too long or no UTF-8 is its own problem; no more than a line is ever in memory.
 */
export async function* readEveryLine(
  bytes: AsyncIterable<Buffer>,
  name: string,
  longestLineBytes: number,
): AsyncGenerator<Line> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  let endedWithReturn = false;

  function finishLine(): Line {
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
    return { number, text };
  }

  function add(piece: Buffer): void {
    length += piece.length;
    if (length <= longestLineBytes) pieces.push(piece);
    else pieces = [];
  }

  for await (const chunk of bytes) {
    let start = 0;
    for (const end of findLineEnds(chunk)) {
      const isSecondHalf = endedWithReturn && end === start && chunk[end] === lineFeed;
      endedWithReturn = chunk[end] === carriageReturn;
      if (!isSecondHalf) {
        add(chunk.subarray(start, end));
        yield finishLine();
      }
      start = end + 1;
    }
    if (start < chunk.length) endedWithReturn = false;
    add(chunk.subarray(start));
  }
  if (length > 0) yield finishLine();
}

/** The places of all line feeds and carriage returns. */
function* findLineEnds(chunk: Buffer): Generator<number> {
  let feed = chunk.indexOf(lineFeed);
  let carriage = chunk.indexOf(carriageReturn);
  while (feed >= 0 || carriage >= 0) {
    if (carriage < 0 || (feed >= 0 && feed < carriage)) {
      yield feed;
      feed = chunk.indexOf(lineFeed, feed + 1);
    } else {
      yield carriage;
      carriage = chunk.indexOf(carriageReturn, carriage + 1);
    }
  }
}
