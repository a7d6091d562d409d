import { epochMilliseconds } from './copy-types.ts';

/**
 * Reads the rows that `copy … to stdout (format binary)` wrote, field by field in the order of its columns.
 * Where several wrote one behind the other, their rows follow each other.
 */
export interface CopyReader {
  /** Goes to the next row; false behind the last one of a COPY, and then to the first of the next. */
  next(): boolean;
  /** A text, or what was cast to one. */
  text(): string | null;
  /** A whole number of four bytes. */
  int4(): number | null;
  timestamptz(): Date | null;
  /** The bytes of the field as they are: they lie in the bytes that were read. UTF-8 of a text or a `json`. */
  bytes(): Buffer | null;
}

/** The signature of binary COPY, its flags, and the length of the extension that it does not have. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/** Where a row begins it says how many fields it has; behind the last row stands this. */
const noMore = -1;

export function createCopyReader(data: Buffer): CopyReader {
  let at = 0;
  let isInside = false;

  /** Goes behind the next field. Gives its length, -1 where it is missing. */
  function field(): number {
    const length = data.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length;
  }

  /** The same for a field of a known length; false where it is missing. */
  function hasField(bytes: number): boolean {
    const length = field();
    if (length < 0 || length === bytes) return length > 0;
    throw new Error(`PostgreSQL sent ${length} bytes where ${bytes} were expected.`);
  }

  return {
    next() {
      if (!isInside) {
        if (data.compare(signature, 0, signature.length, at, at + signature.length) !== 0) {
          throw new Error('What PostgreSQL sent is no binary COPY.');
        }
        at += signature.length;
      }
      isInside = data.readInt16BE(at) !== noMore;
      at += 2;
      return isInside;
    },
    text() {
      const length = field();
      return length < 0 ? null : data.toString('utf8', at - length, at);
    },
    int4() {
      return hasField(4) ? data.readInt32BE(at - 4) : null;
    },
    timestamptz() {
      if (!hasField(8)) return null;
      const microseconds = data.readInt32BE(at - 8) * 2 ** 32 + data.readUInt32BE(at - 4);
      return new Date(Math.floor(microseconds / 1000) + epochMilliseconds);
    },
    bytes() {
      const length = field();
      return length < 0 ? null : data.subarray(at - length, at);
    },
  };
}
