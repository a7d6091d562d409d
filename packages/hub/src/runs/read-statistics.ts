import {
  confidenceSteps,
  endOfCountGroup,
  type RunStatistics,
} from '@patchbay/core/run/run-statistics.ts';
import { surenessOfOne, type Tally } from './engine/tallies.ts';

/** A sum of tallies of all chunks of a run. */
export interface TallyRow {
  subject: Tally['subject'];
  name: string;
  kind: string;
  unknown_class: boolean;
  count: number;
  sample: string | null;
}

/** Puts together how much was found and how sure the model is of it. */
export function readStatistics(rows: readonly TallyRow[]): RunStatistics {
  const perItem = rows
    .filter(({ subject }) => subject === 'found')
    .map(({ name, count }) => ({
      from: Number(name),
      to: endOfCountGroup(Number(name)),
      items: count,
    }))
    .sort((one, other) => one.from - other.from);
  const confidences = new Array<number>(confidenceSteps).fill(0);
  let withoutConfidence = 0;
  for (const { name, count } of rows.filter(({ subject }) => subject === 'confidence')) {
    if (name === '') withoutConfidence = count;
    else confidences[Number(name)] = count;
  }
  const items = perItem.reduce((sum, group) => sum + group.items, 0);
  return { items, perItem, confidences, withoutConfidence };
}

/** The mean confidence of each class and kind, by {@link classNameOf}. */
export function readMeanConfidences(rows: readonly TallyRow[]): ReadonlyMap<string, number> {
  const sums = new Map(
    rows
      .filter(({ subject }) => subject === 'sureness')
      .map((row) => [classNameOf(row), row.count]),
  );
  return new Map(
    rows
      .filter(({ subject }) => subject === 'sure')
      .map((row) => [
        classNameOf(row),
        (sums.get(classNameOf(row)) ?? 0) / row.count / surenessOfOne,
      ]),
  );
}

/** Tells classes of the same name apart by their kind, and by whether the ontology has them. */
export function classNameOf({ name, kind, unknown_class }: TallyRow): string {
  return JSON.stringify([name, kind, unknown_class]);
}
