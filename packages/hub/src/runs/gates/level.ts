/** The level of a model: how many calls at once it takes just now, which is learned from its answers. */
export interface LevelFacts {
  /** Null: as many as the limit allows. */
  readonly level: number | null;
  /** The concurrency in the limits of the model. */
  readonly limit: number;
  /** Calls that all workers together would have under way if they could. */
  readonly wanted: number;
  /** Since when the level was neither lowered nor raised, in milliseconds; null where it never was. */
  readonly settledMs: number | null;
  /** Whether it has not been lowered since it began anew after a pause. */
  readonly isBeginning: boolean;
}

/** The level grows once in this time. */
const growEveryMs = 1000;

/** By this part of the limit, or by one. */
const growPart = 1 / 25;

/**
 * What the level is from now on. It grows by a step a second while it is used up, and doubles after a
 * pause until the model is first busy: full speed is back soon, and no stampede comes before it.
 */
export function growLevel(facts: LevelFacts): number | null {
  const { level, limit, wanted, settledMs, isBeginning } = facts;
  if (level === null) return null;
  if (settledMs !== null && settledMs < growEveryMs) return level;
  if (wanted < Math.floor(level)) return level;
  const grown = isBeginning ? level * 2 : level + Math.max(1, limit * growPart);
  return grown >= limit ? null : grown;
}

/** Calls at once that the model takes, over all workers. */
export function placesAt(level: number | null, limit: number): number {
  return Math.max(1, Math.min(limit, Math.floor(level ?? limit)));
}
