import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
import { countTallies, type Tally } from '../engine/tallies.ts';
import type { ReplacedPrediction } from './decode-store.ts';
import type { ReadableItem } from './read-item.ts';

/** By how much a tally of a chunk changes. */
export interface TallyChange extends Tally {
  chunkId: string;
}

/**
 * What changes in the tallies where predictions are replaced: what was counted of the old goes, what is
 * counted of the new comes, and failures that are mended are none any more. What the coordinates look
 * like was counted of an item that had succeeded, from the same answer: that stays.
 */
export function countChanges(
  changed: readonly ReadableItem[],
  replaced: ReadonlyMap<string, ReplacedPrediction>,
): TallyChange[] {
  const changes = new Map<string, TallyChange>();

  function add(chunkId: string, tallies: readonly Tally[], sign: 1 | -1): void {
    for (const tally of tallies) {
      const { subject, name, kind, unknownClass } = tally;
      const key = JSON.stringify([chunkId, subject, name, kind, unknownClass]);
      const known = changes.get(key);
      if (known) known.count += sign * tally.count;
      else changes.set(key, { ...tally, chunkId, count: sign * tally.count });
    }
  }

  for (const { item, outcome } of changed) {
    const { answer, coordinates } = outcome.value;
    const wasFailed = item.state === 'failed';
    const { annotations } = answer;
    const { warnings } = outcome;
    add(item.chunkId, countAnswer({ annotations, warnings }, wasFailed ? coordinates : {}), 1);
    const before = replaced.get(item.id);
    if (before) add(item.chunkId, countAnswer(before, {}), -1);
    if (wasFailed && item.code !== null) add(item.chunkId, [failureOf(item.code)], -1);
  }
  return [...changes.values()].filter(({ count }) => count !== 0);
}

function countAnswer(
  answer: { annotations: readonly Annotation[]; warnings: readonly Warning[] },
  coordinates: CoordinateCounts,
): Tally[] {
  const result = {
    ok: true as const,
    reportedVersion: null,
    reading: null,
    usage: null,
    ...answer,
  };
  const call = { exchange: null, image: null, frame: null, problem: null, coordinates };
  return countTallies([{ result, attempts: [{ calls: [call] }] }]);
}

function failureOf(code: string): Tally {
  const none = { kind: '', unknownClass: false, sample: null };
  return { subject: 'failure', name: code, ...none, count: 1 };
}
