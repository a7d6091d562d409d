import { createLine, type Waiting } from './line.ts';

/** Lets a limited number of holders in at once; the limit may change while it is in use. */
export interface Semaphore {
  /** Takes a place where one is free and nobody waits: what nearly all find. */
  tryAcquire(): boolean;
  /** Waits for a place. Rejects with the reason of the signal when that is aborted first. */
  acquire(signal: AbortSignal, options?: Omit<Waiting, 'signal'>): Promise<void>;
  release(): void;
  setLimit(limit: number): void;
  /** How many hold a place. */
  readonly held: number;
  /** How many wait for one, and how many of them go first. */
  readonly waiting: number;
  readonly firsts: number;
}

export function createSemaphore(initialLimit: number): Semaphore {
  const line = createLine();
  let limit = initialLimit;
  let held = 0;

  function admit(): void {
    while (held < limit && line.admit()) held += 1;
  }

  return {
    tryAcquire() {
      const isFree = held < limit && line.size === 0;
      if (isFree) held += 1;
      return isFree;
    },
    acquire(signal, options) {
      const turn = line.join({ signal, ...options });
      admit();
      return turn;
    },
    release() {
      held -= 1;
      admit();
    },
    setLimit(next) {
      limit = next;
      admit();
    },
    get held() {
      return held;
    },
    get waiting() {
      return line.size;
    },
    get firsts() {
      return line.firsts;
    },
  };
}
