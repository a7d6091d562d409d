import type { ItemResult } from './finished-item.ts';

/** How often something came in a batch of results. */
export interface Tally {
  subject: 'class' | 'warning' | 'failure';
  name: string;
  kind: string;
  unknownClass: boolean;
  count: number;
  sample: string | null;
}

/** Counts annotations by class and kind, warnings by code and failures by code. */
export function countTallies(results: readonly ItemResult[]): Tally[] {
  const tallies = new Map<string, Tally>();

  function count(tally: Omit<Tally, 'count'>): void {
    const key = JSON.stringify([tally.subject, tally.name, tally.kind, tally.unknownClass]);
    const known = tallies.get(key);
    if (known) known.count += 1;
    else tallies.set(key, { ...tally, count: 1 });
  }

  for (const result of results) {
    if (!result.ok) {
      const { code, message } = result.problem;
      count({ subject: 'failure', name: code, kind: '', unknownClass: false, sample: message });
      continue;
    }
    for (const annotation of result.annotations) {
      const { class: name, kind, unknownClass = false } = annotation;
      count({ subject: 'class', name, kind, unknownClass, sample: null });
    }
    for (const { code, message } of result.warnings) {
      count({ subject: 'warning', name: code, kind: '', unknownClass: false, sample: message });
    }
  }
  // In one order everywhere, so that two transactions never wait for each other's tallies.
  return [...tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}
