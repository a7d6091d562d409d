/** Gathers the pieces in which a body arrives. */
export interface ByteCollector {
  /** How many bytes have come. */
  readonly length: number;
  add(piece: Uint8Array): void;
  /** All bytes in one. */
  join(): Uint8Array;
}

/**
 * Pieces from this length on are kept as they are: they are copied once, when all are there, and not at all
 * where the answer is given up for its length. In bytes.
 */
const longPiece = 4096;

/** Shorter ones are copied into blocks that double up to the second length, and are short again behind a long piece. */
const firstBlock = 256;
const longestBlock = 65_536;

/**
 * Begins to gather. One piece is kept as it is, as most answers come. Of a server that sends its body byte by
 * byte, a hundred bytes of memory would else be kept for each of them.
 */
export function collectBytes(): ByteCollector {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let block: Uint8Array = none;
  let filled = 0;
  let nextBlock = firstBlock;

  function endBlock(): void {
    if (filled > 0) pieces.push(block.subarray(0, filled));
    block = none;
    filled = 0;
  }

  function addShort(piece: Uint8Array): void {
    if (filled + piece.length > block.length) {
      endBlock();
      block = new Uint8Array(Math.max(piece.length, nextBlock));
      nextBlock = Math.min(2 * nextBlock, longestBlock);
    }
    block.set(piece, filled);
    filled += piece.length;
  }

  return {
    get length() {
      return length;
    },
    add(piece) {
      const isFirst = length === 0;
      length += piece.length;
      if (!isFirst && piece.length < longPiece) return addShort(piece);
      endBlock();
      nextBlock = firstBlock;
      pieces.push(piece);
    },
    join() {
      endBlock();
      const [first = none] = pieces;
      return pieces.length === 1 ? first : Buffer.concat(pieces, length);
    },
  };
}

const none = new Uint8Array(0);
