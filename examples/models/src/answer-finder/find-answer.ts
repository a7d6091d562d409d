import { type Sentence, splitSentences } from '../summariser/sentences.ts';

/**
 * The sentences of a text that share most with a question, in the order of the text; null where the text has
 * none. A word counts the more, the fewer sentences have it (inverse document frequency), and a long
 * sentence has to share more. Of equal ones the earlier is taken.
 */
export function findAnswer(text: string, question: string, count: number): string | null {
  const sentences = splitSentences(text);
  if (sentences.length === 0) return null;
  const asked = new Set(splitSentences(question).flatMap(({ words }) => words));
  const weigh = weighWords(sentences);
  const ranked = sentences
    .map((sentence, index) => ({ sentence, index, score: scoreSentence(sentence, asked, weigh) }))
    .sort((one, other) => other.score - one.score || one.index - other.index);
  return ranked
    .slice(0, count)
    .sort((one, other) => one.index - other.index)
    .map(({ sentence }) => sentence.text)
    .join(' ');
}

function weighWords(sentences: readonly Sentence[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const word of sentences.flatMap(({ words }) => [...new Set(words)])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + sentences.length / (counts.get(word) ?? Infinity));
}

function scoreSentence(
  { words }: Sentence,
  asked: ReadonlySet<string>,
  weigh: (word: string) => number,
): number {
  const shared = [...new Set(words)].filter((word) => asked.has(word));
  const weight = shared.reduce((sum, word) => sum + weigh(word), 0);
  return weight / Math.sqrt(words.length + 1);
}
