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
  return new Collected();
}

/** A class, since each call has one. */
class Collected implements ByteCollector {
  length = 0;
  private pieces: Uint8Array[] = [];
  private block: Uint8Array = none;
  private filled = 0;
  private nextBlock = firstBlock;

  add(piece: Uint8Array): void {
    const isFirst = this.length === 0;
    this.length += piece.length;
    if (isFirst) this.pieces = [piece];
    else if (piece.length < longPiece) this.addShort(piece);
    else {
      this.endBlock();
      this.nextBlock = firstBlock;
      this.pieces.push(piece);
    }
  }

  join(): Uint8Array {
    this.endBlock();
    const [first = none] = this.pieces;
    return this.pieces.length === 1 ? first : Buffer.concat(this.pieces, this.length);
  }

  private endBlock(): void {
    if (this.filled > 0) this.pieces.push(this.block.subarray(0, this.filled));
    this.block = none;
    this.filled = 0;
  }

  private addShort(piece: Uint8Array): void {
    if (this.filled + piece.length > this.block.length) {
      this.endBlock();
      this.block = new Uint8Array(Math.max(piece.length, this.nextBlock));
      this.nextBlock = Math.min(2 * this.nextBlock, longestBlock);
    }
    this.block.set(piece, this.filled);
    this.filled += piece.length;
  }
}

const none = new Uint8Array(0);
