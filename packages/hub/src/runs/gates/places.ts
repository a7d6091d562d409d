import type { Beat, Demand } from './gate-store.ts';
import { createSemaphore } from './semaphore.ts';
import { deadAfterMs } from './share-out.ts';

/** How often a worker beats; more often while it waits for its first place, and at once when it wants more. */
const beatMs = 1000;
const hungryBeatMs = 200;
const growingBeatMs = 5;

/** After so long without anything to do a worker gives its places back. */
const idleMs = 2000;

/** Before the others take it for dead, a worker that cannot beat takes itself for dead. */
const validMs = deadAfterMs - 1000;

/** The calls at once that this process may have under way to a model, as it is told beat by beat. */
export interface Places {
  /** Takes a place where one is free: what nearly all find. */
  tryAcquire(): boolean;
  acquire(signal: AbortSignal, isFirst: boolean): Promise<void>;
  release(): void;
  /** Beats now: something has changed. */
  beatNow(): void;
  readonly held: number;
  close(): Promise<void>;
}

export function createPlaces(parts: {
  beat(demand: Omit<Demand, 'workerId'>): Promise<Beat>;
  leave(): Promise<void>;
  onBeat(beat: Beat): void;
}): Places {
  const semaphore = createSemaphore(0);
  let places = 0;
  let validUntil = -Infinity;
  let peak = { wanted: 0, previews: 0 };
  let asked = 0;
  let beating: Promise<void> | null = null;
  let wake = () => {};
  let isClosed = false;

  function noteDemand(): void {
    const { held, waiting, firsts } = semaphore;
    peak = {
      wanted: Math.max(peak.wanted, held + waiting),
      previews: Math.max(peak.previews, firsts),
    };
    if (wantsMore()) wake();
  }

  /** Whether it was given all that it asked for, and could use more by now. */
  function wantsMore(): boolean {
    return semaphore.waiting > 0 && places >= asked;
  }

  function setPlaces(next: number): void {
    places = next;
    semaphore.setLimit(next);
  }

  async function beatOnce(): Promise<void> {
    const demand = { ...peak, inFlight: semaphore.held };
    asked = demand.wanted;
    peak = { wanted: semaphore.held + semaphore.waiting, previews: semaphore.firsts };
    const begun = performance.now();
    try {
      const beat = await parts.beat(demand);
      validUntil = begun + validMs;
      setPlaces(beat.places);
      parts.onBeat(beat);
    } catch {
      // The database is away: what was given holds for a while, then nothing new is sent.
      if (performance.now() > validUntil) setPlaces(0);
    }
  }

  function pauseMs(): number {
    if (semaphore.waiting > 0 && places === 0) return hungryBeatMs;
    return wantsMore() ? growingBeatMs : beatMs * (0.9 + 0.2 * Math.random());
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs());
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function beatOn(): Promise<void> {
    let busyAt = performance.now();
    while (!isClosed && performance.now() - busyAt < idleMs) {
      // A process that was stopped for long is dead to the others: it asks before it goes on.
      if (performance.now() > validUntil) setPlaces(0);
      await beatOnce();
      await pause();
      if (semaphore.held + semaphore.waiting > 0) busyAt = performance.now();
    }
    setPlaces(0);
    await parts.leave().catch(() => {}); // then the others find out by themselves
  }

  function ensureBeating(): void {
    beating ??= beatOn().finally(() => {
      beating = null;
      if (!isClosed && semaphore.waiting > 0) ensureBeating();
    });
  }

  return {
    tryAcquire() {
      const isFree = semaphore.tryAcquire();
      if (isFree) {
        noteDemand();
        ensureBeating();
      }
      return isFree;
    },
    acquire(signal, isFirst) {
      const turn = semaphore.acquire(signal, { isFirst });
      noteDemand();
      ensureBeating();
      return turn;
    },
    release() {
      const wasAbove = semaphore.held > places;
      semaphore.release();
      // What was held above the share is given back at once: others may wait for it.
      if (wasAbove && semaphore.held <= places) wake();
    },
    beatNow: () => wake(),
    get held() {
      return semaphore.held;
    },
    async close() {
      isClosed = true;
      wake();
      await beating;
    },
  };
}
