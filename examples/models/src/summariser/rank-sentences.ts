import type { Sentence } from './sentences.ts';

const damping = 0.85;
const tolerance = 1e-6;
const maximumIterations = 200;

/**
 * Gives every sentence its share of the text's weight: TextRank, that is PageRank on the graph in which
 * sentences are joined by the words they share. The ranks add up to 1. The walk restarts at a sentence
 * in proportion to its words that carry meaning, since in short texts few sentences share any.
 * Source: Mihalcea and Tarau, TextRank: Bringing Order into Texts, 2004.
 */
export function rankSentences(sentences: readonly Sentence[]): number[] {
  const weights = sentences.map((one) =>
    sentences.map((other) => (one === other ? 0 : measureSimilarity(one, other))),
  );
  const wordCount = sentences.reduce((sum, { words }) => sum + words.length, 0);
  const restarts = sentences.map(({ words }) =>
    wordCount > 0 ? words.length / wordCount : 1 / sentences.length,
  );
  return iteratePageRank(weights, restarts);
}

/** Words in common, in proportion to the lengths, so that long sentences are not preferred. */
export function measureSimilarity(one: Sentence, other: Sentence): number {
  const known = new Set(other.words);
  const common = [...new Set(one.words)].filter((word) => known.has(word)).length;
  const length = Math.log(one.words.length + 1) + Math.log(other.words.length + 1);
  return length === 0 ? 0 : common / length;
}

/** Finds the stationary distribution of a random walk along weighted edges, by power iteration. */
function iteratePageRank(
  weights: readonly (readonly number[])[],
  restarts: readonly number[],
): number[] {
  const outgoing = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let ranks = [...restarts];
  for (let iteration = 0; iteration < maximumIterations; iteration += 1) {
    // A sentence that shares nothing would swallow its rank; the walk restarts from there.
    const stranded = ranks.reduce((sum, rank, node) => (outgoing[node] ? sum : sum + rank), 0);
    const next = restarts.map((restart, node) => {
      const received = ranks.reduce((sum, rank, from) => {
        const total = outgoing[from] ?? 0;
        return total > 0 ? sum + (rank * (weights[from]?.[node] ?? 0)) / total : sum;
      }, 0);
      return (1 - damping) * restart + damping * (received + stranded * restart);
    });
    const change = next.reduce((sum, rank, node) => sum + Math.abs(rank - (ranks[node] ?? 0)), 0);
    ranks = next;
    if (change < tolerance) break;
  }
  return ranks;
}
