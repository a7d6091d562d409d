import { createLine, type Waiting } from './line.ts';
import { aheadOf, changeLateness, mostLatenessMs, wayOf } from './pace.ts';
import { createSharedClock } from './shared-clock.ts';

/** So many calls of a process take longer on their way: their code is compiled meanwhile, connections are made. */
const firstCalls = 8;

/** For so long moments in a row are given up for being late; a machine that is always late is served all the same. */
const longestStallMs = 5000;

/** For how long the clock is not asked again while the next moment is far away. */
const longestWaitMs = 250;

/** Moments that were reserved, in milliseconds of the shared clock. */
export interface Reservation {
  /** How many; none where the first is too far away yet. */
  readonly count: number;
  readonly firstAt: number;
  readonly intervalMs: number;
  /** How much later than its moment a call may arrive, without too many in any second. */
  readonly latenessMs: number;
  /** What the shared clock showed meanwhile. */
  readonly sharedAt: number;
}

/** What is asked of the clock that all workers share. */
export interface Wish {
  readonly requestsPerSecond: number;
  readonly count: number;
  readonly aheadMs: number;
  /** How much more lateness, in milliseconds, the pace should leave room for from now on. */
  readonly latenessChange: number;
  /** A moment that was reserved and missed: where none was given after it, the next one comes in its place. */
  readonly missedAt: number | null;
}

/** Spaces out the calls to a model so that all workers together keep its limit. */
export interface RateGate {
  /** Waits until the next call may be sent. Rejects when the signal is aborted first. */
  pass(waiting: Waiting): Promise<void>;
}

export interface RateGateParts {
  /** Calls per second just now; null where there is no limit. Asked whenever a moment is needed. */
  readLimit(): Promise<number | null>;
  reserve(wish: Wish): Promise<Reservation>;
  /** A clock that never jumps, and a wait on it; those of the process where they are left out. */
  now?(): number;
  sleep?(ms: number): Promise<void>;
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
  /** What was reserved and not used yet, on the shared clock, and by how much it may be missed. */
  let moments: number[] = [];
  let mostLateMs = 0;
  /** Moments that were missed since some were reserved, and the last of them. */
  let missed = 0;
  let missedAt: number | null = null;
  let passed = 0;
  let isServing = false;

  /** Reserves as many moments as can be used soon. Without any, waits until it is time to ask again. */
  async function reserveMoments(requestsPerSecond: number): Promise<void> {
    const gapMs = 1000 / requestsPerSecond;
    const aheadMs = aheadOf(gapMs);
    const most = Math.max(1, Math.floor(aheadMs / gapMs));
    const wanted = Math.min(most, line.size);
    const isFirst = passed < firstCalls;
    const latenessChange = isFirst ? mostLatenessMs : changeLateness(gapMs, wanted, missed);
    const sentAt = now();
    const wish = { requestsPerSecond, count: wanted, aheadMs, latenessChange, missedAt };
    const { count, firstAt, sharedAt, intervalMs, latenessMs } = await reserve(wish);
    clock.learn(sentAt, sharedAt, now());
    missedAt = null;
    moments = Array.from({ length: count }, (_, index) => firstAt + index * intervalMs);
    mostLateMs = latenessMs - wayOf(gapMs, latenessMs, isFirst);
    if (count > 0) missed = 0;
    else {
      const soonMs = clock.certainlyAt(firstAt) - aheadMs - now();
      await sleep(Math.min(longestWaitMs, soonMs));
    }
  }

  /** Whether a call that is sent now is sent too late for this moment. */
  function isLate(moment: number): boolean {
    return now() - clock.possiblyAt(moment) > mostLateMs;
  }

  /** Gives up the moments that have passed. Returns how many there were. */
  function dropLate(): number {
    const late = moments.filter(isLate);
    moments = moments.slice(late.length);
    missedAt = late.at(-1) ?? missedAt;
    return late.length;
  }

  async function serve(): Promise<void> {
    let stalledAt: number | null = null;
    dropLate(); // of those nobody wanted any more
    while (line.size > 0) {
      const limit = await readLimit();
      if (limit === null) {
        line.admit();
        continue;
      }
      missed += dropLate();
      if (moments.length === 0) await reserveMoments(limit);
      const moment = moments.shift();
      if (moment === undefined) continue; // too far away yet; the limit may change meanwhile
      await sleep(clock.certainlyAt(moment) - now());
      if (isLate(moment)) {
        missed += 1;
        stalledAt ??= now();
      } else stalledAt = null;
      if (stalledAt !== null && now() - stalledAt < longestStallMs) missedAt = moment;
      else passed += Number(line.admit());
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
