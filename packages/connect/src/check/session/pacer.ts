import { setTimeout as sleep } from 'node:timers/promises';

/** Lets calls go one after another, no faster than a rate allows. */
export interface Pacer {
  /** Resolves when the next call may go. Rejects with the reason of the signal. */
  next(signal: AbortSignal): Promise<void>;
}

export function createPacer(requestsPerSecond: number | null): Pacer {
  const gapMs = requestsPerSecond === null ? 0 : 1000 / requestsPerSecond;
  let freeAt = 0;
  return {
    async next(signal) {
      const waitMs = freeAt - performance.now();
      freeAt = Math.max(freeAt, performance.now()) + gapMs;
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    },
  };
}
