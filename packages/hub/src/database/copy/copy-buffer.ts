/** Length of the header of a message: its type and its own length. */
const messageHeader = 5;

/** The signature of binary COPY, its flags, and the length of the extension that it does not have. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/**
 * Bytes of one `copy … from stdin (format binary)`, written field by field into one buffer that grows.
 * It becomes a whole CopyData message, so that nothing is copied once more on its way to the socket.
 */
export interface CopyBuffer {
  /** Begins a row of so many fields. */
  row(fields: number): void;
  missing(): void;
  /** A whole number of two or four bytes. */
  integer(value: number, bytes: 2 | 4): void;
  float4(value: number): void;
  /** Eight bytes, of which the value must be a safe integer. */
  integer8(value: number): void;
  bigint(value: bigint): void;
  bytes(value: Uint8Array): void;
  text(value: string): void;
  /** False where the value has another form: then nothing of the buffer may be used. */
  uuid(value: string): boolean;
  /** The message with everything that was written. Nothing may be written after it. */
  finish(): Buffer;
}

/** The value of each hexadecimal digit by its code; -1 for all else. */
const digits = Int8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? -1 : digit;
});

function digitOf(text: string, at: number): number {
  return digits[text.charCodeAt(at)] ?? -1;
}

/**
 * Writes the 16 bytes of a UUID at an offset; false where the text has another form. Digit by digit is four
 * times as fast as by text.
 */
export function parseUuid(value: string, into: Buffer, offset: number): boolean {
  if (value.length !== 36) return false;
  let end = offset;
  for (let at = 0; at < 36; at += 2) {
    if ((at === 8 || at === 13 || at === 18 || at === 23) && value[at] === '-') at += 1;
    const byte = (digitOf(value, at) << 4) | digitOf(value, at + 1);
    if (byte < 0) return false;
    into[end] = byte;
    end += 1;
  }
  return value[8] === '-' && value[13] === '-' && value[18] === '-' && value[23] === '-';
}

export function createCopyBuffer(initialBytes = 16_384): CopyBuffer {
  let buffer = Buffer.allocUnsafe(initialBytes);
  let end = messageHeader + signature.copy(buffer, messageHeader);

  function reserve(bytes: number): void {
    if (end + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, end + bytes));
    buffer.copy(larger, 0, 0, end);
    buffer = larger;
  }

  /** Begins a field of a known length. */
  function field(bytes: number): void {
    reserve(4 + bytes);
    end = buffer.writeInt32BE(bytes, end);
  }

  return {
    row(fields) {
      reserve(2);
      end = buffer.writeInt16BE(fields, end);
    },
    missing() {
      reserve(4);
      end = buffer.writeInt32BE(-1, end);
    },
    integer(value, bytes) {
      field(bytes);
      end = buffer.writeIntBE(value, end, bytes);
    },
    float4(value) {
      field(4);
      end = buffer.writeFloatBE(value, end);
    },
    integer8(value) {
      field(8);
      end = buffer.writeInt32BE(Math.floor(value / 2 ** 32), end);
      end = buffer.writeUInt32BE(value >>> 0, end);
    },
    bigint(value) {
      field(8);
      end = buffer.writeBigInt64BE(value, end);
    },
    bytes(value) {
      field(value.length);
      buffer.set(value, end);
      end += value.length;
    },
    text(value) {
      reserve(4 + value.length * 3); // UTF-8 takes at most three bytes for a code unit.
      const written = buffer.write(value, end + 4);
      buffer.writeInt32BE(written, end);
      end += 4 + written;
    },
    uuid(value) {
      field(16);
      if (!parseUuid(value, buffer, end)) return false;
      end += 16;
      return true;
    },
    finish() {
      reserve(2);
      end = buffer.writeInt16BE(-1, end);
      buffer.write('d', 0, 'latin1');
      buffer.writeInt32BE(end - 1, 1);
      return buffer.subarray(0, end);
    },
  };
}
