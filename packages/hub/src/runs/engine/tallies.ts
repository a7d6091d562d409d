import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { addCoordinates, type CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
import {
  confidenceSteps,
  findConfidenceStep,
  findCountGroup,
} from '@patchbay/core/run/run-statistics.ts';
import type { FinishedItem } from './finished-item.ts';

/**
 * What is counted: `found` are items by the group of how many annotations they have, `confidence` annotations by
 * their step (empty: without one), `sure` those of a class that have one, and `sureness` the sum of it in
 * parts of {@link surenessOfOne}.
 */
export type TallySubject =
  | 'class'
  | 'warning'
  | 'failure'
  | 'ignored'
  | 'coordinates'
  | 'reused'
  | 'found'
  | 'confidence'
  | 'sure'
  | 'sureness';

/**
 * What a confidence of 1 adds to `sureness`: hundredths, and no finer, since the sum of a chunk is kept in 32 bits.
 * 2,000 items of 5,000 annotations each come to 1,000,000,000, which is below 2^31.
 */
export const surenessOfOne = 100;

/** How often something came in a batch of results. */
export interface Tally {
  /** What was ignored is counted where a person does that. */
  subject: TallySubject;
  name: string;
  kind: string;
  unknownClass: boolean;
  count: number;
  sample: string | null;
}

/** What is counted of one class and kind in a batch. */
interface ClassTallies {
  readonly count: Tally;
  readonly of: Omit<Tally, 'subject' | 'count'>;
  sure: number;
  sureness: number;
}

/**
 * Counts annotations by class, kind and confidence, items by their annotations, warnings by code, failures by code, results that were used
 * again, and what coordinates look like: those of items that succeeded, so that none is counted again
 * when an item is tried again.
 */
export function countTallies(
  finished: readonly Pick<FinishedItem, 'result' | 'attempts' | 'reused'>[],
): Tally[] {
  const tallies = new Map<string, Tally>();
  const ofClasses = new Map<string, Map<string, ClassTallies>>();
  const steps = new Array<number>(confidenceSteps).fill(0);
  let unsure = 0;

  function count(tally: Omit<Tally, 'count'>, times = 1): Tally {
    const key = `${tally.subject}\0${tally.kind}\0${tally.unknownClass}\0${tally.name}`;
    const counted = tallies.get(key) ?? { ...tally, count: 0 };
    counted.count += times;
    tallies.set(key, counted);
    return counted;
  }

  function beginClass({ class: name, kind, unknownClass = false }: Annotation): ClassTallies {
    const of = { name, kind, unknownClass, sample: null };
    return { count: count({ subject: 'class', ...of }, 0), of, sure: 0, sureness: 0 };
  }

  /** There are many annotations of few classes: to look one up must not cost more than to read it. */
  function countAnnotation(annotation: Annotation): void {
    const { class: name, kind, unknownClass = false, confidence } = annotation;
    const sort = unknownClass ? `${kind}?` : kind;
    const ofSort = ofClasses.get(sort) ?? new Map<string, ClassTallies>();
    ofClasses.set(sort, ofSort);
    const known = ofSort.get(name) ?? beginClass(annotation);
    ofSort.set(name, known);
    known.count.count += 1;
    if (confidence === null) {
      unsure += 1;
      return;
    }
    const step = findConfidenceStep(confidence);
    steps[step] = (steps[step] ?? 0) + 1;
    known.sure += 1;
    known.sureness += Math.round(confidence * surenessOfOne);
  }

  function countConfidences(): void {
    const none = { kind: '', unknownClass: false, sample: null };
    for (const [step, times] of [...steps.entries(), ['', unsure] as const]) {
      if (times > 0) count({ subject: 'confidence', name: String(step), ...none }, times);
    }
    for (const { of, sure, sureness } of [...ofClasses.values()].flatMap((all) => [
      ...all.values(),
    ])) {
      if (sure > 0) count({ subject: 'sure', ...of }, sure);
      if (sureness > 0) count({ subject: 'sureness', ...of }, sureness);
    }
  }

  const coordinates: CoordinateCounts[] = [];
  for (const { result, attempts, reused } of finished) {
    if (!result.ok) {
      const { code, message } = result.problem;
      count({ subject: 'failure', name: code, kind: '', unknownClass: false, sample: message });
      continue;
    }
    for (const annotation of result.annotations) countAnnotation(annotation);
    const group = String(findCountGroup(result.annotations.length));
    count({ subject: 'found', name: group, kind: '', unknownClass: false, sample: null });
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
  countConfidences();
  for (const [name, times] of Object.entries(addCoordinates(coordinates))) {
    count({ subject: 'coordinates', name, kind: '', unknownClass: false, sample: null }, times);
  }
  // In one order everywhere, so that two transactions never wait for each other's tallies.
  return [...tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}
