import type { Effort } from './effort.ts';
import { createGramIndex, type GramIndex } from './gram-index.ts';

/** Finds all places where some words stand, those that reach into each other too, in order. */
export type WordFinder = (words: string) => readonly number[];

/** Shorter texts are read again for each of the words: that is faster than to index them. */
const shortText = 2048;

/** Lengths of the pieces by which places are sorted: the longest that words have is used. */
const gramSizes = [8, 4, 2];

/** Prepares to find many words in one text: each of them is looked for once. */
export function createWordFinder(text: string, effort: Effort): WordFinder {
  const found = new Map<string, readonly number[]>();
  const indexes = new Map<number, GramIndex>();
  const indexFor = (words: string): GramIndex | null => {
    const size = gramSizes.find((one) => one <= words.length);
    if (size === undefined || text.length < shortText) return null;
    const index = indexes.get(size) ?? createGramIndex(text, size);
    indexes.set(size, index);
    return index;
  };
  return (words) => {
    const known = found.get(words);
    if (known) return known;
    if (effort.isSpent() || words === '' || words.length > text.length) return [];
    const index = indexFor(words);
    const places = index ? followIndex(text, words, index, effort) : readText(text, words, effort);
    found.set(words, places);
    return places;
  };
}

function followIndex(text: string, words: string, index: GramIndex, effort: Effort): number[] {
  const places: number[] = [];
  const piece = index.findRarePiece(words);
  for (let place = index.first(words, piece); place !== -1; place = index.next(place)) {
    effort.spend(1);
    if (effort.isSpent()) break;
    // Before the beginning of the text, nothing stands: startsWith would look at its beginning.
    if (place >= piece && text.startsWith(words, place - piece)) places.push(place - piece);
  }
  return places;
}

function readText(text: string, words: string, effort: Effort): number[] {
  // A text is searched a hundred times as fast as places are looked at.
  effort.spend(text.length / 100);
  const places: number[] = [];
  for (let place = text.indexOf(words); place !== -1; place = text.indexOf(words, place + 1)) {
    effort.spend(1);
    if (effort.isSpent()) break;
    places.push(place);
  }
  return places;
}
