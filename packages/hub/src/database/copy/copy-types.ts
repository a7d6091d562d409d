import { type CopyBuffer, parseUuid } from './copy-buffer.ts';
import { unstorable } from './unstorable.ts';

/** Writes a value of one type as PostgreSQL reads it in binary; null is written by whoever calls. */
export type CopyType<Value> = (buffer: CopyBuffer, value: Value) => void;

/** Milliseconds from 1970 to 2000, from which PostgreSQL counts. */
export const epochMilliseconds = 946_684_800_000;

/** @throws an error of class 22 where the value has another form: it must not move other fields. */
export const uuid: CopyType<string> = (buffer, value) => {
  if (!buffer.uuid(value)) throw unstorable(`"${value}" is not a UUID`);
};

/** For a column in which rows that follow each other have the same value: it is read once for all of them. */
export function repeatedUuid(): CopyType<string> {
  const bytes = Buffer.alloc(16);
  let last: string | null = null;
  return (buffer, value) => {
    if (value !== last) {
      last = null;
      if (!parseUuid(value, bytes, 0)) throw unstorable(`"${value}" is not a UUID`);
      last = value;
    }
    buffer.bytes(bytes);
  };
}

export const int2: CopyType<number> = (buffer, value) => {
  requireWhole(value, 2 ** 15);
  buffer.integer(value, 2);
};

export const int4: CopyType<number> = (buffer, value) => {
  requireWhole(value, 2 ** 31);
  buffer.integer(value, 4);
};

export const int8: CopyType<bigint> = (buffer, value) => buffer.bigint(value);

export const float4: CopyType<number> = (buffer, value) => buffer.float4(value);

export const timestamptz: CopyType<Date> = (buffer, value) => {
  const microseconds = (value.getTime() - epochMilliseconds) * 1000;
  if (!Number.isSafeInteger(microseconds))
    throw unstorable('a moment does not lie between the years 1715 and 2285');
  buffer.integer8(microseconds);
};

export const bytea: CopyType<Uint8Array> = (buffer, value) => buffer.bytes(value);

/** @throws an error of class 22 where the text has what PostgreSQL cannot keep. */
export const text: CopyType<string> = (buffer, value) => {
  if (value.includes('\0')) throw unstorable('a text contains the character NUL');
  if (!value.isWellFormed()) throw unstorable('a text contains half a surrogate pair');
  buffer.text(value);
};

/** A document, already written as text, that is only ever read whole: PostgreSQL checks that it is JSON. */
export const json: CopyType<string> = (buffer, value) => buffer.text(value);

/**
 * A document that queries look into; bytes are one that was written and checked before.
 * @throws an error of class 22 where nobody could look into it.
 */
export const searchableJson: CopyType<string | Uint8Array> = (buffer, value) => {
  if (typeof value !== 'string') return buffer.bytes(value);
  checkSearchable(value);
  buffer.text(value);
};

/**
 * PostgreSQL takes an escaped NUL and half a surrogate pair in a document, and stumbles over them when
 * somebody looks: then one row would fail a whole query. They are refused here.
 * @throws an error of class 22
 */
export function checkSearchable(document: string): void {
  if (document.includes('\\u') && hazardousEscape.test(document)) {
    throw unstorable('a document contains the character NUL or half a surrogate pair');
  }
}

/** An escape of NUL or of a surrogate: `JSON.stringify` writes one only for half a pair. */
const hazardousEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;

function requireWhole(value: number, limit: number): void {
  if (Number.isInteger(value) && value >= -limit && value < limit) return;
  throw unstorable(`${value} is not a whole number from ${-limit} to ${limit - 1}`);
}
