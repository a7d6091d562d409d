/** Where the pieces of a text stand, each of the same length. */
export interface GramIndex {
  /** A piece of some words that is as rare in the text as can be seen soon, by its place in the words. */
  findRarePiece(words: string): number;
  /** The first place of the text where a piece of some words may stand; -1 where there is none. */
  first(words: string, piece: number): number;
  /** The next such place; -1 where there is none. */
  next(place: number): number;
}

const tableBits = 16;

/** Sorts the places of a text by the `size` code units that begin there, so that it is read once for all words. */
export function createGramIndex(text: string, size: number): GramIndex {
  const firsts = new Int32Array(1 << tableBits).fill(-1);
  const counts = new Int32Array(1 << tableBits);
  const nexts = new Int32Array(text.length);
  for (let place = text.length - size; place >= 0; place -= 1) {
    const slot = hash(text, place, size);
    nexts[place] = firsts[slot] ?? -1;
    firsts[slot] = place;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  const countOf = (words: string, piece: number) => counts[hash(words, piece, size)] ?? 0;
  return {
    findRarePiece(words) {
      const last = words.length - size;
      const pieces = [0, last >> 1, last];
      return pieces.reduce((rare, piece) =>
        countOf(words, piece) < countOf(words, rare) ? piece : rare,
      );
    },
    first: (words, piece) => firsts[hash(words, piece, size)] ?? -1,
    next: (place) => nexts[place] ?? -1,
  };
}

/** FNV-1a, folded to the size of the table. */
function hash(text: string, start: number, size: number): number {
  let value = 0x811c9dc5;
  for (let index = start; index < start + size; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> tableBits)) & ((1 << tableBits) - 1);
}
