import { normaliseAnswer } from './normalise-answer.ts';

/**
 * How many words an answer has in common with what was expected, 0 to 1: the harmonic mean of the shares of either
 * side, each word counted as often as both have it. Words are what stands between spaces once both are normalised
 * as `normaliseAnswer` says. Where one side has no word, it is 1 if the other has none either, else 0.
 * Source: `f1_score` of SQuAD, Rajpurkar et al. 2016, §6.1; the empty case as SQuAD 2.0, Rajpurkar et al. 2018.
 */
export function scoreTokenF1(answer: string, expected: string): number {
  const said = splitWords(normaliseAnswer(answer));
  const wanted = splitWords(normaliseAnswer(expected));
  if (said.length === 0 || wanted.length === 0) return Number(said.length === wanted.length);
  const common = countCommon(said, wanted);
  if (common === 0) return 0;
  const precision = common / said.length;
  const recall = common / wanted.length;
  return (2 * precision * recall) / (precision + recall);
}

function splitWords(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

/** The size of the intersection of two bags of words. */
function countCommon(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of other) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(word, count - 1);
  }
  return common;
}
