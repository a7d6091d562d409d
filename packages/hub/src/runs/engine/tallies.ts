import { addCoordinates } from '@patchbay/core/run/coordinate-counts.ts';
import type { FinishedItem } from './finished-item.ts';

/** How often something came in a batch of results. */
export interface Tally {
  /** What was ignored is counted where a person does that. */
  subject: 'class' | 'warning' | 'failure' | 'ignored' | 'coordinates' | 'reused';
  name: string;
  kind: string;
  unknownClass: boolean;
  count: number;
  sample: string | null;
}

/**
 * Counts annotations by class and kind, warnings by code, failures by code, results that were used
 * again, and what coordinates look like: those of items that succeeded, so that none is counted again
 * when an item is tried again.
 */
export function countTallies(
  finished: readonly Pick<FinishedItem, 'result' | 'attempts' | 'reused'>[],
): Tally[] {
  const tallies = new Map<string, Tally>();

  function count(tally: Omit<Tally, 'count'>, times = 1): Tally {
    const key = `${tally.subject}\0${tally.kind}\0${tally.unknownClass}\0${tally.name}`;
    const known = tallies.get(key);
    const counted = known ?? { ...tally, count: 0 };
    if (!known) tallies.set(key, counted);
    counted.count += times;
    return counted;
  }

  for (const { result, attempts, reused } of finished) {
    if (!result.ok) {
      const { code, message } = result.problem;
      count({ subject: 'failure', name: code, kind: '', unknownClass: false, sample: message });
      continue;
    }
    let last: Tally | null = null;
    for (const { class: name, kind, unknownClass = false } of result.annotations) {
      // Of very many annotations most are like the one before.
      if (last?.name === name && last.kind === kind && last.unknownClass === unknownClass) {
        last.count += 1;
      } else last = count({ subject: 'class', name, kind, unknownClass, sample: null });
    }
    for (const { code, message } of result.warnings) {
      count({ subject: 'warning', name: code, kind: '', unknownClass: false, sample: message });
    }
    const calls = attempts.flatMap((attempt) => attempt.calls);
    if (reused) count({ subject: 'reused', name: '', kind: '', unknownClass: false, sample: null });
    const coordinates =
      reused?.coordinates ?? addCoordinates(calls.map((call) => call.coordinates));
    for (const [name, times] of Object.entries(coordinates)) {
      count({ subject: 'coordinates', name, kind: '', unknownClass: false, sample: null }, times);
    }
  }
  // In one order everywhere, so that two transactions never wait for each other's tallies.
  return [...tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}
