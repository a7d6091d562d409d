import { growLevel, placesAt } from '../level.ts';
import { createRefusalWatch } from '../refusal-watch.ts';
import { createTimeline } from './timeline.ts';

/** How an endpoint treats a call: after how long it answers, and whether it turns it away. */
export interface Treatment {
  readonly isRefused: boolean;
  readonly ms: number;
}

export interface SimulatedModel {
  readonly limit: number;
  readonly spanMs: number;
  /** The level at the beginning; null: as many calls at once as the limit allows. */
  readonly level: number | null;
  readonly random: () => number;
  /** What becomes of a call that is sent at a moment, beside so many others that were accepted. */
  treat(at: number, beside: number): Treatment;
}

/** What came of it. */
export interface Simulated {
  readonly answered: number;
  readonly refused: number;
  /** Calls that were answered, second by second. */
  readonly perSecond: readonly number[];
  /** The level on the average, as a part of the limit. */
  readonly level: number;
}

/** The part to which a model that is full is lowered, and how long the database takes for it. */
const busyFactor = 0.7;
const loweringMs = 3;

/** A worker beats about so often, and at once when the level is lowered. */
const beatMs = 1000;

/**
 * One worker that always has more to send, at an endpoint, in a time of its own: the level is lowered as
 * `model-gates.ts` and `gate-store.ts` do it, and grows at each beat. No call waits because of `Retry-After`.
 */
export function simulateLevel(model: SimulatedModel): Simulated {
  const { limit, spanMs, level: first, random, treat } = model;
  const time = createTimeline();
  const watch = createRefusalWatch();
  let level = first;
  let loweredAt: number | null = first === null ? -Infinity : null;
  let grownAt = -Infinity;
  let isLowering = false;
  let beats = 0;
  let [held, accepted, answered, refused, levels, looks] = [0, 0, 0, 0, 0, 0];
  const perSecond: number[] = [];

  function fill(): void {
    while (held < placesAt(level, limit)) send();
  }

  function send(): void {
    const sentAt = time.now();
    const { isRefused, ms } = treat(sentAt, accepted);
    held += 1;
    if (!isRefused) accepted += 1;
    time.after(ms, () => {
      held -= 1;
      if (isRefused) hearRefusal(sentAt);
      else hearAnswer();
      fill();
    });
  }

  function hearAnswer(): void {
    accepted -= 1;
    answered += 1;
    const second = Math.floor(time.now() / 1000);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
    watch.answered();
  }

  function hearRefusal(sentAt: number): void {
    refused += 1;
    if (isLowering || (loweredAt !== null && sentAt < loweredAt) || !watch.refused()) return;
    isLowering = true;
    time.after(loweringMs, () => {
      isLowering = false;
      loweredAt = time.now();
      level = Math.max(1, busyFactor * Math.min(level ?? limit, held));
      beat();
    });
  }

  function beat(): void {
    const settledMs = time.now() - Math.max(loweredAt ?? -Infinity, grownAt);
    const isBeginning = loweredAt === null;
    const grown = growLevel({ level, limit, wanted: 2 * limit, settledMs, isBeginning });
    if (grown !== level) grownAt = time.now();
    level = grown;
    levels += (level ?? limit) / limit;
    looks += 1;
    fill();
    beats += 1;
    const current = beats;
    time.after(beatMs * (0.9 + 0.2 * random()), () => current === beats && beat());
  }

  beat();
  time.run(spanMs);
  return { answered, refused, perSecond, level: levels / looks };
}
