import { fitBradleyTerry } from './bradley-terry.ts';
import { compareCandidates, type PromptMarks, rankMarks, type Standing } from './ranking.ts';

/** The standing of each of `count` candidates, in their order. */
export function listStandings(count: number, prompts: readonly PromptMarks[]): Standing[] {
  const shared = prompts.filter((marks) => marks.filter((mark) => mark !== null).length > 1);
  const comparisons = compareCandidates(count, shared);
  const strengths = fitBradleyTerry(comparisons);
  const ranks = shared.map(rankMarks);
  const sum = (row: readonly number[] = []) => row.reduce((total, value) => total + value, 0);
  return Array.from({ length: count }, (_, one) => {
    const own = ranks.map((row) => row[one] ?? null).filter((rank) => rank !== null);
    return {
      meanRank: own.length > 0 ? sum(own) / own.length : null,
      rankedPrompts: own.length,
      wins: sum(comparisons.wins[one]),
      ties: sum(comparisons.ties[one]),
      losses: sum(comparisons.wins.map((row) => row[one] ?? 0)),
      strength: own.length > 0 ? (strengths[one] ?? null) : null,
    };
  });
}
