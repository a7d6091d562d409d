/** Gathers the pieces in which a body arrives. */
export interface ByteCollector {
  /** How many bytes have come. */
  readonly length: number;
  add(piece: Uint8Array): void;
  /** All bytes in one. */
  join(): Uint8Array;
}

/**
 * Begins to gather. One piece is kept as it is, as most answers come; further ones are copied into a block
 * that doubles: a server that sends its body byte by byte would else have a hundred bytes of memory kept
 * for each of them.
 */
export function collectBytes(): ByteCollector {
  let block: Uint8Array = none;
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(piece) {
      const end = length + piece.length;
      if (length === 0) block = piece;
      else {
        if (end > block.length) block = grow(block.subarray(0, length), end);
        block.set(piece, length);
      }
      length = end;
    },
    join: () => (block.length === length ? block : block.subarray(0, length)),
  };
}

const none = new Uint8Array(0);

function grow(bytes: Uint8Array, atLeast: number): Uint8Array {
  const larger = new Uint8Array(Math.max(atLeast, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
