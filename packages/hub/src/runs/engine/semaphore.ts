/** Lets a limited number of holders in at once; the limit may change while it is in use. */
export interface Semaphore {
  /** Waits for a place. Rejects with the reason of the signal when that is aborted first. */
  acquire(signal: AbortSignal): Promise<void>;
  release(): void;
  setLimit(limit: number): void;
}

export function createSemaphore(initialLimit: number): Semaphore {
  let limit = initialLimit;
  let held = 0;
  const queue = new Set<() => void>();

  function admit(): void {
    for (const enter of queue) {
      if (held >= limit) return;
      queue.delete(enter);
      held += 1;
      enter();
    }
  }

  return {
    acquire(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const leave = () => {
          queue.delete(enter);
          reject(signal.reason);
        };
        const enter = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        signal.addEventListener('abort', leave, { once: true });
        queue.add(enter);
        admit();
      });
    },
    release() {
      held -= 1;
      admit();
    },
    setLimit(next) {
      limit = next;
      admit();
    },
  };
}
