import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { addCoordinates, type CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
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
  const ofClasses = new Map<string, Map<string, Tally>>();

  function count(tally: Omit<Tally, 'count'>, times = 1): Tally {
    const key = `${tally.subject}\0${tally.kind}\0${tally.unknownClass}\0${tally.name}`;
    const counted = tallies.get(key) ?? { ...tally, count: 0 };
    counted.count += times;
    tallies.set(key, counted);
    return counted;
  }

  /** There are many annotations of few classes: to look one up must not cost more than to read it. */
  function countClass({ class: name, kind, unknownClass = false }: Annotation): void {
    const sort = unknownClass ? `${kind}?` : kind;
    const ofSort = ofClasses.get(sort) ?? new Map<string, Tally>();
    ofClasses.set(sort, ofSort);
    const known = ofSort.get(name);
    if (known) known.count += 1;
    else ofSort.set(name, count({ subject: 'class', name, kind, unknownClass, sample: null }));
  }

  const coordinates: CoordinateCounts[] = [];
  for (const { result, attempts, reused } of finished) {
    if (!result.ok) {
      const { code, message } = result.problem;
      count({ subject: 'failure', name: code, kind: '', unknownClass: false, sample: message });
      continue;
    }
    for (const annotation of result.annotations) countClass(annotation);
    for (const { code, message } of result.warnings) {
      count({ subject: 'warning', name: code, kind: '', unknownClass: false, sample: message });
    }
    if (reused) {
      count({ subject: 'reused', name: '', kind: '', unknownClass: false, sample: null });
      coordinates.push(reused.coordinates);
    } else {
      for (const { calls } of attempts)
        for (const call of calls) coordinates.push(call.coordinates);
    }
  }
  for (const [name, times] of Object.entries(addCoordinates(coordinates))) {
    count({ subject: 'coordinates', name, kind: '', unknownClass: false, sample: null }, times);
  }
  // In one order everywhere, so that two transactions never wait for each other's tallies.
  return [...tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}
