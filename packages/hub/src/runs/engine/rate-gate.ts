import { wait } from './wait.ts';

/** At most this much time is reserved ahead, so that a changed limit holds within a second. */
const reserveAheadMs = 250;

/** Spaces out the calls to a model so that all workers together keep its limit. */
export interface RateGate {
  /** Waits until the next call may be sent. Rejects when the signal is aborted first. */
  pass(requestsPerSecond: number | null, signal: AbortSignal): Promise<void>;
}

/**
 * Reserves moments from the clock that all workers share, a few at a time where the rate is high,
 * and hands them out in order.
 */
export function createRateGate(
  reserve: (intervalMs: number, count: number) => Promise<number>,
): RateGate {
  let moments: number[] = [];
  let line: Promise<unknown> = Promise.resolve();

  async function takeMoment(requestsPerSecond: number): Promise<number> {
    const now = performance.now();
    // Moments that passed while nobody called are gone: using them now would be a burst.
    moments = moments.filter((moment) => moment > now - reserveAheadMs);
    if (moments.length === 0) {
      const intervalMs = 1000 / requestsPerSecond;
      const count = Math.max(1, Math.floor(reserveAheadMs / intervalMs));
      const first = performance.now() + (await reserve(intervalMs, count));
      moments = Array.from({ length: count }, (_, index) => first + index * intervalMs);
    }
    return moments.shift() ?? now;
  }

  return {
    async pass(requestsPerSecond, signal) {
      signal.throwIfAborted();
      if (requestsPerSecond === null) return;
      const mine = line.then(() => takeMoment(requestsPerSecond));
      line = mine.catch(() => {});
      const waitMs = (await mine) - performance.now();
      if (waitMs > 0) await wait(waitMs, signal);
    },
  };
}
