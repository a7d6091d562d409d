/** Puts texts together to pieces of UTF-8 of about so many bytes. */
export interface TextPacker {
  /** Adds a text, or bytes of one; gives the piece that became full by it, or null. */
  add(text: string | Uint8Array): Buffer | null;
  /** What was added since the last piece; null where nothing was. */
  rest(): Buffer | null;
}

/**
 * Texts are written as bytes at once, one behind the other: as one long text they would be copied twice
 * more on their way to a socket, and each copy would be left to the garbage collector.
 */
export function createTextPacker(pieceBytes: number): TextPacker {
  let buffer = Buffer.allocUnsafeSlow(pieceBytes);
  let end = 0;

  function rest(): Buffer | null {
    if (end === 0) return null;
    const piece = buffer.subarray(0, end);
    buffer = Buffer.allocUnsafeSlow(pieceBytes);
    end = 0;
    return piece;
  }

  return {
    add(text) {
      // UTF-8 takes at most three bytes for a code unit.
      const most = typeof text === 'string' ? text.length * 3 : text.length;
      const full = most > buffer.length - end ? rest() : null;
      if (most > pieceBytes) {
        const alone = Buffer.from(text as string); // bytes as well
        return full ? Buffer.concat([full, alone]) : alone;
      }
      if (typeof text === 'string') end += buffer.write(text, end);
      else {
        buffer.set(text, end);
        end += text.length;
      }
      return full;
    },
    rest,
  };
}
