import type { FinishedItem } from './finished-item.ts';
import type { OutcomeStore } from './outcome-store.ts';

/** Largest number of items that one transaction saves. */
const largestBatch = 500;

/** No more items are added to a batch that has so many annotations: it would take long to make and to send. */
const manyAnnotations = 4000;

/** A failure that lasts this long is told, so that the run can be paused. */
const patienceMs = 5000;

/** Waits between two tries: they double from the first to the longest. */
const firstWaitMs = 100;
const longestWaitMs = 5000;

/** Takes finished items and saves them in batches. */
export interface Saver {
  /**
   * Resolves when the item is saved: whoever waits for it holds back new work meanwhile, so that what is
   * kept here is never more than what may be under way.
   */
  add(finished: FinishedItem): Promise<void>;
}

export interface SaverParts {
  save: (batch: readonly FinishedItem[]) => Promise<void>;
  judge: OutcomeStore['judge'];
  /** Says how an item is saved instead whose values the database refuses, the first time and the second. */
  reject: (finished: FinishedItem, error: unknown, time: 1 | 2) => FinishedItem;
  /** Nothing can be stored, for a while or until a person has looked. Told at every try from then on. */
  onTrouble: (error: unknown) => Promise<void>;
  /** Once it is aborted, what cannot be saved at once is given up: its items stay pending. */
  giveUp: AbortSignal;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  now?: () => number;
}

/**
 * Saves as group commit: while one batch is being saved, the next gathers, and goes as soon as the
 * first is done. A lonely item is saved at once, a crowd in large batches; nobody waits for a timer.
 *
 * A batch that the database refuses is halved until the item is found that it cannot take; only that
 * one is saved in another way. A batch that cannot be saved just now is kept and tried again: nothing
 * more is sent to the model meanwhile, and nothing that it said is lost. Where the answer to a commit was
 * lost, the next try finds that the items are no longer pending, and leaves them as they were saved.
 */
export function createSaver(parts: SaverParts): Saver {
  const now = parts.now ?? (() => performance.now());
  let waiting: { finished: FinishedItem; done: () => void; failed: (error: unknown) => void }[] =
    [];
  let isSaving = false;

  /** Saves a batch as soon as it can be. Rejects where it is refused, or given up. */
  async function insist(batch: readonly FinishedItem[]): Promise<void> {
    const begunAt = now();
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        return await parts.save(batch);
      } catch (error) {
        const kind = parts.judge(error);
        if (kind === 'refused') throw error;
        if (kind === 'lasting' || now() - begunAt >= patienceMs) await parts.onTrouble(error);
        if (kind === 'lasting' || parts.giveUp.aborted) throw error;
        // Spread, so that all workers do not come back at the same moment.
        await parts.wait(waitMs * (0.5 + Math.random() / 2), parts.giveUp).catch(() => {});
      }
    }
  }

  async function saveAll(batch: readonly FinishedItem[]): Promise<void> {
    try {
      await insist(batch);
    } catch (error) {
      if (parts.judge(error) !== 'refused') throw error;
      const [first] = batch;
      if (batch.length === 1 && first) return await saveRefused(first, error);
      const middle = Math.ceil(batch.length / 2);
      await saveAll(batch.slice(0, middle));
      await saveAll(batch.slice(middle));
    }
  }

  async function saveRefused(finished: FinishedItem, error: unknown): Promise<void> {
    try {
      await insist([parts.reject(finished, error, 1)]);
    } catch (again) {
      if (parts.judge(again) !== 'refused') throw again;
      await insist([parts.reject(finished, again, 2)]);
    }
  }

  async function drain(): Promise<void> {
    isSaving = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, sizeOfBatch(waiting));
      waiting = waiting.slice(batch.length);
      try {
        await saveAll(batch.map(({ finished }) => finished));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isSaving = false;
  }

  return {
    add(finished) {
      return new Promise((done, failed) => {
        waiting.push({ finished, done, failed });
        if (!isSaving) void drain();
      });
    },
  };
}

/** How many of those that wait are saved together. */
function sizeOfBatch(waiting: readonly { finished: FinishedItem }[]): number {
  let annotations = 0;
  for (const [index, { finished }] of waiting.slice(0, largestBatch).entries()) {
    annotations += finished.result.ok ? finished.result.annotations.length : 0;
    if (annotations >= manyAnnotations) return index + 1;
  }
  return Math.min(waiting.length, largestBatch);
}
