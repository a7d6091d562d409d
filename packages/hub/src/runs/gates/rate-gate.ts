import { createLine, type Waiting } from './line.ts';
import { createSharedClock } from './shared-clock.ts';

/** At most this much time is reserved ahead, and a moment at most so far away: a changed limit holds soon. */
const reserveAheadMs = 150;

/** A call is sent at its moment or at most so much later; the pace leaves room for that. */
const latenessMs = 8;

/** So often in a row a moment is given up for being late; a machine that is always late is served all the same. */
const mostStalls = 12;

/** For how long the clock is not asked again while the next moment is far away. */
const longestWaitMs = 250;

/** Moments that were reserved, in milliseconds of the shared clock. */
export interface Reservation {
  /** How many; none where the first is too far away yet. */
  readonly count: number;
  readonly firstAt: number;
  /** What the shared clock showed meanwhile. */
  readonly sharedAt: number;
}

/** Spaces out the calls to a model so that all workers together keep its limit. */
export interface RateGate {
  /** Waits until the next call may be sent. Rejects when the signal is aborted first. */
  pass(waiting: Waiting): Promise<void>;
}

export interface RateGateParts {
  /** Calls per second just now; null where there is no limit. Asked whenever a moment is needed. */
  readLimit(): Promise<number | null>;
  reserve(wish: { intervalMs: number; count: number; aheadMs: number }): Promise<Reservation>;
  /** A clock that never jumps, and a wait on it; those of the process where they are left out. */
  now?(): number;
  sleep?(ms: number): Promise<void>;
}

/**
 * Milliseconds between two calls. A little more than the limit says: a call is sent up to
 * {@link latenessMs} after its moment, and even then no second has more calls than the limit.
 */
export function intervalOf(requestsPerSecond: number): number {
  return 1000 / requestsPerSecond + latenessMs / Math.max(1, requestsPerSecond);
}

/**
 * Reserves moments from the clock that all workers share, a few at a time where the rate is high, and
 * hands them out in order. None is reserved while it is far away: who waits for it hears of a changed
 * limit, and those who give up hold up nobody.
 */
export function createRateGate(parts: RateGateParts): RateGate {
  const { readLimit, reserve, now = () => performance.now(), sleep = sleepFor } = parts;
  const line = createLine();
  const clock = createSharedClock();
  /** What was reserved and not used yet, on the shared clock. */
  let moments: number[] = [];
  let isServing = false;

  /** Reserves as many moments as can be used soon. Without any, waits until it is time to ask again. */
  async function reserveMoments(requestsPerSecond: number): Promise<void> {
    const intervalMs = intervalOf(requestsPerSecond);
    const soon = Math.max(1, Math.floor(reserveAheadMs / intervalMs));
    const sentAt = now();
    const wish = { intervalMs, count: Math.min(soon, line.size), aheadMs: reserveAheadMs };
    const { count, firstAt, sharedAt } = await reserve(wish);
    clock.learn(sentAt, sharedAt, now());
    moments = Array.from({ length: count }, (_, index) => firstAt + index * intervalMs);
    if (count > 0) return;
    await sleep(Math.min(longestWaitMs, clock.certainlyAt(firstAt) - reserveAheadMs - now()));
  }

  /** Whether a call that is sent now is sent too late for this moment. */
  function isLate(moment: number): boolean {
    return now() - clock.possiblyAt(moment) > latenessMs;
  }

  async function serve(): Promise<void> {
    let stalls = 0;
    while (line.size > 0) {
      const limit = await readLimit();
      if (limit === null) {
        line.admit();
        continue;
      }
      moments = moments.filter((moment) => !isLate(moment));
      if (moments.length === 0) await reserveMoments(limit);
      const moment = moments.shift();
      if (moment === undefined) continue; // too far away yet; the limit may change meanwhile
      await sleep(clock.certainlyAt(moment) - now());
      stalls = isLate(moment) ? stalls + 1 : 0;
      if (stalls === 0 || stalls > mostStalls) line.admit();
    }
  }

  async function serveAll(): Promise<void> {
    isServing = true;
    try {
      await serve();
    } catch (error) {
      line.dismiss(error);
    } finally {
      isServing = false;
    }
  }

  return {
    async pass(waiting) {
      waiting.signal.throwIfAborted();
      const isFree = !isServing && (await readLimit()) === null;
      if (isFree && !isServing) return;
      const turn = line.join(waiting);
      if (!isServing) void serveAll();
      await turn;
    },
  };
}

/** Never wakes too early: timers cut fractions of milliseconds off. */
async function sleepFor(ms: number): Promise<void> {
  if (ms <= 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, Math.ceil(ms));
  });
}
