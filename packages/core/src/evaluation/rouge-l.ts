/** How an answer stands to what was expected, by their longest common subsequence of words. Each 0 to 1. */
export interface RougeL {
  /** The share of the answer's words that are in the subsequence. */
  readonly precision: number;
  /** The share of the expected words that are in it. */
  readonly recall: number;
  /** Their weighted mean, `(1 + β²)RP / (R + β²P)`. */
  readonly f: number;
}

/** Recall and precision count alike, as in the widely used implementation of Google (`rouge_score`). */
export const rougeBeta = 1;

/** Longer texts are cut off before they are compared, so that one answer cannot hold up all others. */
export const mostRougeTokens = 20_000;

/** A run of letters with their marks and digits; everything else only divides. */
const token = /[\p{L}\p{M}\p{N}]+/gu;

/** The words that ROUGE compares: runs of letters and digits in small letters, not reduced to their stems. */
export function splitRougeTokens(text: string): string[] {
  return (text.normalize('NFC').toLowerCase().match(token) ?? []).slice(0, mostRougeTokens);
}

/**
 * ROUGE-L of an answer, on the level of sentences: the whole text is one sequence of words.
 * All is 1 where neither side has a word, and 0 where one side has none.
 * Source: Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004, §3.1, equations 2 to 4,
 * https://aclanthology.org/W04-1013, with β = {@link rougeBeta}.
 */
export function scoreRougeL(answer: string, expected: string, beta = rougeBeta): RougeL {
  const said = splitRougeTokens(answer);
  const wanted = splitRougeTokens(expected);
  if (said.length === 0 || wanted.length === 0) {
    const value = Number(said.length === wanted.length);
    return { precision: value, recall: value, f: value };
  }
  const common = measureCommonSubsequence(wanted, said);
  const precision = common / said.length;
  const recall = common / wanted.length;
  const weight = beta * beta;
  const f = common === 0 ? 0 : ((1 + weight) * recall * precision) / (recall + weight * precision);
  return { precision, recall, f };
}

/**
 * Length of the longest common subsequence. A bit for each place of `one` says whether the length stays the same
 * there; a whole row of the table is one addition.
 * Source: Crochemore et al., A fast and practical bit-vector algorithm for the longest common subsequence problem, 2001.
 */
export function measureCommonSubsequence(one: readonly string[], other: readonly string[]): number {
  const places = new Map<string, bigint>();
  for (const [index, word] of one.entries()) {
    places.set(word, (places.get(word) ?? 0n) | (1n << BigInt(index)));
  }
  const all = (1n << BigInt(one.length)) - 1n;
  let row = all;
  for (const word of other) {
    const matches = places.get(word);
    if (matches === undefined) continue;
    const met = row & matches;
    row = ((row + met) | (row - met)) & all;
  }
  return one.length - countOnes(row);
}

function countOnes(bits: bigint): number {
  return bits.toString(2).replaceAll('0', '').length;
}
