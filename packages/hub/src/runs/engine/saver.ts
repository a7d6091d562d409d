import type { FinishedItem } from './finished-item.ts';
import type { OutcomeStore } from './outcome-store.ts';
import { countAnnotations, countCharacters } from './weigh-item.ts';

/** Largest number of items that one transaction saves. */
const largestBatch = 500;

/** No more items are added to a batch that has so many annotations: it would take long to make and to send. */
const manyAnnotations = 4000;

/** Between the beginnings of two saves, while answers still come: one commit for many, not many for a few each. */
const paceMs = 100;

/** What may be kept here, waiting or being saved: more is not taken in before some of it is saved. */
const mostKept = { items: 1000, characters: 8 * 1024 * 1024 };

/** A failure that lasts this long is told, so that the run can be paused. */
const patienceMs = 5000;

/** Waits between two tries: they double from the first to the longest. */
const firstWaitMs = 100;
const longestWaitMs = 5000;

/** Takes finished items and saves them in batches. */
export interface Saver {
  /** Takes an item in. Whoever adds waits for room before the next, so that what is kept here has bounds. */
  add(finished: FinishedItem): Kept;
  /** Saves what is here now, without waiting for company: nothing else is under way. */
  flush(): void;
}

/** An item that waits to be saved. */
export interface Kept {
  /** Resolves when there is room for another: at once, unless the database is slower than the model. */
  readonly room: Promise<void>;
  /** Resolves when it is saved; rejects where it cannot be. */
  readonly saved: Promise<void>;
}

interface Waiting {
  readonly finished: FinishedItem;
  readonly characters: number;
  done(): void;
  failed(error: unknown): void;
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
 * Saves as group commit: while one batch is being saved, the next gathers, and goes a moment after the
 * first, at once where it is large, or where nothing else is under way that could go with it.
 *
 * A batch that the database refuses is halved until the item is found that it cannot take; only that
 * one is saved in another way. A batch that cannot be saved just now is kept and tried again: nothing
 * more is sent to the model meanwhile, and nothing that it said is lost. Where the answer to a commit was
 * lost, the next try finds that the items are no longer pending, and leaves them as they were saved.
 */
export function createSaver(parts: SaverParts): Saver {
  const now = parts.now ?? (() => performance.now());
  let waiting: Waiting[] = [];
  let waitingAnnotations = 0;
  let isSaving = false;
  let isFailing = false;
  const kept = { items: 0, characters: 0 };
  let room: PromiseWithResolvers<void> | null = null;
  let begunAt = -Infinity;
  let isUrgent = false;
  let wake = () => {};

  /** How long a batch may gather; not at all where it is large, or wanted. */
  function gatherMs(): number {
    const isLarge = waiting.length >= largestBatch || waitingAnnotations >= manyAnnotations;
    const isWanted = isUrgent || room !== null || isLarge;
    return isWanted ? 0 : begunAt + paceMs - now();
  }

  function gather(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function keep(items: number, characters: number): void {
    kept.items += items;
    kept.characters += characters;
    const isFull = kept.items >= mostKept.items || kept.characters >= mostKept.characters;
    if (isFull || isFailing) room ??= Promise.withResolvers();
    else {
      room?.resolve();
      room = null;
    }
  }

  /** Saves a batch as soon as it can be. Rejects where it is refused, or given up. */
  async function insist(batch: readonly FinishedItem[]): Promise<void> {
    const triedAt = now();
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        await parts.save(batch);
        isFailing = false;
        return;
      } catch (error) {
        const kind = parts.judge(error);
        if (kind === 'refused') throw error;
        isFailing = true;
        keep(0, 0);
        if (kind === 'lasting' || now() - triedAt >= patienceMs) await parts.onTrouble(error);
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
      const ms = gatherMs();
      if (ms > 0) await gather(ms);
      begunAt = now();
      isUrgent = false;
      const batch = waiting.slice(0, sizeOfBatch(waiting));
      waiting = waiting.slice(batch.length);
      for (const { finished } of batch) waitingAnnotations -= countAnnotations(finished);
      try {
        await saveAll(batch.map(({ finished }) => finished));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      isFailing = false;
      for (const { characters } of batch) keep(-1, -characters);
    }
    isSaving = false;
  }

  return {
    add(finished) {
      const { promise: saved, resolve: done, reject: failed } = Promise.withResolvers<void>();
      const characters = countCharacters(finished);
      waiting.push({ finished, characters, done, failed });
      waitingAnnotations += countAnnotations(finished);
      keep(1, characters);
      if (!isSaving) void drain();
      if (gatherMs() <= 0) wake();
      return { room: room?.promise ?? free, saved };
    },
    flush() {
      isUrgent = waiting.length > 0;
      wake();
    },
  };
}

/** How many of those that wait are saved together. */
function sizeOfBatch(waiting: readonly { finished: FinishedItem }[]): number {
  let annotations = 0;
  for (const [index, { finished }] of waiting.slice(0, largestBatch).entries()) {
    annotations += countAnnotations(finished);
    if (annotations >= manyAnnotations) return index + 1;
  }
  return Math.min(waiting.length, largestBatch);
}

const free = Promise.resolve();
