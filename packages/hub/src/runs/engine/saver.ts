import type { FinishedItem } from './finished-item.ts';

/** Largest number of items that one transaction saves. */
const largestBatch = 200;

/** Takes finished items and saves them in batches. */
export interface Saver {
  /** Resolves when the item is saved: whoever waits for it holds back new work meanwhile. */
  add(finished: FinishedItem): Promise<void>;
}

/**
 * Saves as group commit: while one batch is being saved, the next gathers, and goes as soon as the
 * first is done. A lonely item is saved at once, a crowd in large batches; nobody waits for a timer.
 *
 * A batch that the database refuses is halved until the item is found that it cannot take; only that
 * one is given to `reject`, which says how it is saved instead.
 */
export function createSaver(parts: {
  save: (batch: readonly FinishedItem[]) => Promise<void>;
  isRefusal: (error: unknown) => boolean;
  reject: (finished: FinishedItem, error: unknown) => FinishedItem;
}): Saver {
  let waiting: { finished: FinishedItem; done: () => void; failed: (error: unknown) => void }[] =
    [];
  let isSaving = false;

  async function saveAll(batch: readonly FinishedItem[]): Promise<void> {
    try {
      await parts.save(batch);
    } catch (error) {
      if (!parts.isRefusal(error)) throw error;
      const [first] = batch;
      if (batch.length === 1 && first) {
        await parts.save([parts.reject(first, error)]);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await saveAll(batch.slice(0, middle));
      await saveAll(batch.slice(middle));
    }
  }

  async function drain(): Promise<void> {
    isSaving = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch);
      waiting = waiting.slice(largestBatch);
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
