import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { Awaitable } from '../../awaitable.ts';
import { wait } from '../engine/wait.ts';
import { type Circuit, type HeardCall, isTurnedAway } from './circuit.ts';
import type { GateStore } from './gate-store.ts';
import { createLatencyWatch } from './latency-watch.ts';
import { createPlaces } from './places.ts';
import { createRateGate } from './rate-gate.ts';
import type { RateStore } from './rate-store.ts';
import { createRefusalWatch } from './refusal-watch.ts';

/** To this part the level falls when the model is busy, and when it answers ever slower. */
const busyFactor = 0.7;
const slowFactor = 0.9;

/** A model that turns calls away and does not say for how long is left alone so long, at first and at most. */
const firstHoldMs = 250;
const longestHoldMs = 30_000;

/** Those who were held back come over this part of the time for which they were, and over no longer than this. */
const releasePart = 1 / 4;
const longestReleaseMs = 1000;

/** Who wants to call a model. */
export interface Passage {
  readonly signal: AbortSignal;
  /** Goes before all others: a person waits. */
  readonly isFirst: boolean;
  /** The item of a run for which it is called. */
  readonly item?: PassingItem;
}

/** An item, and the circuit through which it passes before all other gates. */
export interface PassingItem {
  readonly id: string;
  readonly isAlone: boolean;
  readonly circuit: Pick<Circuit, 'pass' | 'hear'>;
}

/** On what terms a model is called. */
export interface Terms {
  readonly limits: Limits;
  readonly credentials: Credentials;
}

/** The gates of one model in this process; what they know they share with all others. */
export interface ModelGates {
  /** Runs one call when its concurrency, its rate and the model itself allow it, and learns from it. */
  through<Result extends HeardCall>(
    passage: Passage,
    call: (terms: Terms) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

export function createModelGates(parts: {
  model: { organisationId: string; id: string };
  workerId: string;
  rates: RateStore;
  gates: GateStore;
  readLimits(): Awaitable<Limits>;
  readTerms(): Awaitable<Terms>;
  /** Called at each beat, about once a second. */
  onBeat(): Promise<void>;
}): ModelGates {
  const { model, workerId, rates, gates, readLimits } = parts;
  const latency = createLatencyWatch();
  const refusals = createRefusalWatch();
  /** Read with the limit, before the moment of a call: who is let through is sent at once. */
  let terms: Terms | null = null;
  let holdUntil = -Infinity;
  let releaseMs = 0;
  let turnedAway = 0;
  let lowering: Promise<unknown> | null = null;
  let loweredAt = -Infinity;

  const places = createPlaces({
    async beat(demand) {
      const { concurrency } = await readLimits();
      if (latency.endMoment()) await lower(slowFactor, concurrency / 2, 0);
      await parts.onBeat();
      return await gates.beat(model, { workerId, ...demand }, concurrency);
    },
    leave: () => gates.leave(model, workerId),
    onBeat({ holdMs }) {
      if (holdMs > 0) holdFor(holdMs);
    },
  });
  const rate = createRateGate({
    async readLimit() {
      terms = await parts.readTerms();
      return terms.limits.requestsPerSecond;
    },
    reserve: (wish) => rates.reserve(model, wish),
  });

  async function lower(factor: number, least: number, sentMsAgo: number): Promise<number | null> {
    const { concurrency: limit } = await readLimits();
    const by = { factor, limit, least: Math.max(1, least), inFlight: places.held, sentMsAgo };
    const level = await gates.lower(model, by);
    places.beatNow();
    return level;
  }

  function holdFor(ms: number): void {
    const now = performance.now();
    if (now + ms <= holdUntil) return;
    // What is left of a hold is heard again at each beat: that makes its release no shorter.
    const least = now < holdUntil ? releaseMs : 0;
    releaseMs = Math.max(least, Math.min(longestReleaseMs, ms * releasePart));
    holdUntil = now + ms;
  }

  async function holdBack(ms: number): Promise<void> {
    holdFor(ms);
    await gates.holdBack(model, ms);
  }

  /** Slows all workers down where the model is full: once for all calls that met the same moment of it. */
  async function slowDown(sentAt: number, retryAfterMs: number | null, isAway: boolean) {
    if (retryAfterMs !== null) await holdBack(retryAfterMs);
    if (lowering || sentAt < loweredAt || !refusals.refused()) return;
    loweredAt = performance.now();
    const lowered = lower(busyFactor, 1, performance.now() - sentAt);
    lowering = lowered;
    const level = await lowered;
    turnedAway += 1;
    if (!isAway || retryAfterMs !== null || level === null || level > 1) return;
    const most = Math.min(longestHoldMs, firstHoldMs * 2 ** Math.min(turnedAway, 10));
    await holdBack(most * (0.5 + Math.random() / 2));
  }

  function noteAnswer(sentAt: number): void {
    latency.add(performance.now() - sentAt);
    refusals.answered();
    turnedAway = 0;
  }

  async function learn(
    { retryAfterMs }: HeardCall,
    problem: Problem,
    sentAt: number,
  ): Promise<void> {
    if (problem.code !== 'MODEL_OVERLOADED') return;
    try {
      await slowDown(sentAt, retryAfterMs, isTurnedAway(problem));
    } catch {
      // The database is away: the next busy answer is told again.
    } finally {
      lowering = null;
    }
  }

  async function awaitHold(signal: AbortSignal): Promise<void> {
    while (performance.now() < holdUntil) {
      await wait(holdUntil - performance.now() + Math.random() * releaseMs, signal);
    }
  }

  /** Waits for the rate, and returns on what terms the call is sent then. */
  async function awaitRate(passage: Passage): Promise<Terms> {
    await rate.pass(passage);
    return terms ?? (await parts.readTerms());
  }

  return {
    async through<Result extends HeardCall>(
      passage: Passage,
      call: (terms: Terms) => Promise<Result>,
    ): Promise<Result> {
      const { signal, isFirst, item } = passage;
      const held = item ? item.circuit.pass(signal) : null;
      if (held !== null) await held;
      signal.throwIfAborted();
      if (!places.tryAcquire()) await places.acquire(signal, isFirst);
      let sentAt = 0;
      let result: Result;
      try {
        if (performance.now() < holdUntil) await awaitHold(signal);
        // Most models have no rate to keep: then there is nothing to wait for.
        const read = parts.readTerms();
        const now = read instanceof Promise ? await read : read;
        const allowed = now.limits.requestsPerSecond === null ? now : await awaitRate(passage);
        sentAt = performance.now();
        result = await call(allowed);
        if (result.outcome.ok) noteAnswer(sentAt);
        else await learn(result, result.outcome.problem, sentAt);
      } finally {
        places.release();
      }
      const heard = hear(item, sentAt, result);
      if (heard !== null) await heard;
      return result;
    },
    close: () => places.close(),
  };
}

function hear(
  item: PassingItem | undefined,
  sentAt: number,
  result: HeardCall,
): Promise<void> | null {
  if (!item) return null;
  const { id: itemId, isAlone, circuit } = item;
  return circuit.hear({ itemId, sentAt, isAlone }, result);
}
