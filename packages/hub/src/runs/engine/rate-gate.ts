import { wait } from './wait.ts';

/** At most this much time, or one moment, is reserved ahead: a changed limit holds soon. */
const reserveAheadMs = 250;

/** Spaces out the calls to a model so that all workers together keep its limit. */
export interface RateGate {
  /**
   * Waits until the next call may be sent. The limit is read again when its turn comes, since it may
   * have changed by then. Rejects when the signal is aborted first.
   */
  pass(readLimit: () => Promise<number | null>, signal: AbortSignal): Promise<void>;
}

/**
 * Reserves moments from the clock that all workers share, a few at a time where the rate is high,
 * and hands them out in order. Nobody reserves one while that of another is far away: what many who
 * gave up had reserved would hold up those who come after them.
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

  /** A moment that is near. Whoever stands behind reserves none before. */
  async function takeTurn(
    readLimit: () => Promise<number | null>,
    signal: AbortSignal,
  ): Promise<number> {
    signal.throwIfAborted();
    const requestsPerSecond = await readLimit();
    if (requestsPerSecond === null) return performance.now();
    const moment = await takeMoment(requestsPerSecond);
    try {
      await waitUntil(moment - reserveAheadMs, signal);
    } catch (error) {
      moments.unshift(moment); // the next in line takes it
      throw error;
    }
    return moment;
  }

  return {
    async pass(readLimit, signal) {
      signal.throwIfAborted();
      if ((await readLimit()) === null) return;
      const turn = line.then(() => takeTurn(readLimit, signal));
      line = turn.catch(() => {});
      await waitUntil(await unlessAborted(turn, signal), signal);
    },
  };
}

async function waitUntil(moment: number, signal: AbortSignal): Promise<void> {
  const waitMs = moment - performance.now();
  if (waitMs > 0) await wait(waitMs, signal);
}

/** What a promise gives. Rejects with the reason of the signal when that is aborted first. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
