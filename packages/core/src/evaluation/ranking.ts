import * as z from 'zod';

/** How one of several candidates stands among them, over all prompts that more than one of them has a mark for. */
export const standingSchema = z.object({
  /** The mean of its ranks, 1 the best; those who are equal share the mean of their places. Null without a prompt. */
  meanRank: z.number().nullable(),
  /** Prompts over which `meanRank` was taken. */
  rankedPrompts: z.int().nonnegative(),
  /** Pairs with another candidate at one prompt. */
  wins: z.int().nonnegative(),
  ties: z.int().nonnegative(),
  losses: z.int().nonnegative(),
  /** Its share of the strength of all, 0 to 1; see `bradley-terry.ts`. Null where it was compared with none. */
  strength: z.number().nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

/** Marks of the candidates at one prompt, higher is better; null where a candidate has none. */
export type PromptMarks = readonly (number | null)[];

/**
 * The places of marks, 1 for the highest. Equal ones share the mean of the places that they take (fractional
 * ranks), and who has no mark has no place: 0.9, 0.7, null, 0.7 are 1, 2.5, null, 2.5.
 */
export function rankMarks(marks: PromptMarks): (number | null)[] {
  const known = marks.filter((mark) => mark !== null);
  return marks.map((mark) => {
    if (mark === null) return null;
    const better = known.filter((other) => other > mark).length;
    const equal = known.filter((other) => other === mark).length;
    return better + (equal + 1) / 2;
  });
}

/** What each candidate did against each other: `wins[i][j]` prompts at which i was better, ties as half a win each. */
export interface Comparisons {
  readonly wins: number[][];
  readonly ties: number[][];
}

/** Compares all pairs of candidates at all prompts at which both have a mark. */
export function compareCandidates(count: number, prompts: Iterable<PromptMarks>): Comparisons {
  const square = () => Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const [wins, ties] = [square(), square()];
  const add = (table: number[][], one: number, other: number) => {
    const row = table[one];
    if (row) row[other] = (row[other] ?? 0) + 1;
  };
  for (const marks of prompts) {
    for (let one = 0; one < count; one += 1) {
      for (let other = one + 1; other < count; other += 1) {
        const [mine, theirs] = [marks[one] ?? null, marks[other] ?? null];
        if (mine === null || theirs === null) continue;
        if (mine === theirs) {
          add(ties, one, other);
          add(ties, other, one);
        } else if (mine > theirs) add(wins, one, other);
        else add(wins, other, one);
      }
    }
  }
  return { wins, ties };
}
