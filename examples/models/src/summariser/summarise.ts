import { rankSentences } from './rank-sentences.ts';
import type { Sentence } from './sentences.ts';

/** How long a summary may become. */
export interface SummaryLength {
  readonly sentences: number;
  /** At least one sentence is given, even where it is longer. */
  readonly maximumCharacters: number;
}

/** The most central sentences, in the order of the text. Of equal ones the earlier is taken. */
export function summarise(sentences: readonly Sentence[], length: SummaryLength): string {
  const ranks = rankSentences(sentences);
  const byRank = sentences
    .map((sentence, index) => ({ sentence, index, rank: ranks[index] ?? 0 }))
    .sort((one, other) => other.rank - one.rank || one.index - other.index);
  const chosen: typeof byRank = [];
  let characters = 0;
  for (const candidate of byRank.slice(0, length.sentences)) {
    characters += candidate.sentence.text.length + 1;
    if (chosen.length > 0 && characters > length.maximumCharacters) break;
    chosen.push(candidate);
  }
  return chosen
    .sort((one, other) => one.index - other.index)
    .map(({ sentence }) => sentence.text)
    .join(' ');
}
