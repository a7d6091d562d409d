import type { NewCandidateRecord } from './evaluation-store.ts';

/** Candidates with names that tell them apart: of two with the same, the second is called `… (2)`. */
export function nameCandidates(candidates: readonly NewCandidateRecord[]): NewCandidateRecord[] {
  const taken = new Set<string>();
  return candidates.map((candidate) => {
    let { name } = candidate;
    for (let number = 2; taken.has(name); number += 1) name = `${candidate.name} (${number})`;
    taken.add(name);
    return { ...candidate, name };
  });
}
