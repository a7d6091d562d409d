import type { Comparisons } from './ranking.ts';

const iterations = 1000;
const tolerance = 1e-9;

/**
 * As if each pair had met once more and parted even: without it, who won always would be infinitely strong, and
 * who met nobody could not be placed.
 */
const prior = 0.5;

/**
 * The strength of each candidate such that i is better than j with the probability `s_i / (s_i + s_j)`: the
 * Bradley-Terry model. Strengths add up to 1; an even match is half a win for both.
 * Source: Bradley and Terry 1952; fitted by the MM algorithm of Hunter, MM algorithms for generalized
 * Bradley-Terry models, 2004, equation 3.
 */
export function fitBradleyTerry({ wins, ties }: Comparisons): number[] {
  const count = wins.length;
  const others = (one: number) =>
    Array.from({ length: count }, (_, other) => other).filter((other) => other !== one);
  const won = (one: number, other: number) =>
    (wins[one]?.[other] ?? 0) + (ties[one]?.[other] ?? 0) / 2 + prior;
  const allWon = wins.map((_, one) => others(one).reduce((sum, other) => sum + won(one, other), 0));
  let strengths = wins.map(() => 1 / count);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const raised = strengths.map((strength, one) => {
      const met = others(one).reduce(
        (sum, other) =>
          sum + (won(one, other) + won(other, one)) / (strength + (strengths[other] ?? 0)),
        0,
      );
      return met === 0 ? strength : (allWon[one] ?? 0) / met;
    });
    const sum = raised.reduce((total, strength) => total + strength, 0);
    const next = raised.map((strength) => strength / sum);
    const change = Math.max(...next.map((value, one) => Math.abs(value - (strengths[one] ?? 0))));
    strengths = next;
    if (change < tolerance) break;
  }
  return strengths;
}
