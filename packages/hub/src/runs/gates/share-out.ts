/** A worker that was not heard of for so long is dead, and its places are free. */
export const deadAfterMs = 5000;

/** What one worker has of a model and what it could use. */
export interface WorkerDemand {
  readonly workerId: string;
  /** Calls that it would have under way if it could. */
  readonly wanted: number;
  /** How many of them are for previews, which wait. */
  readonly previews: number;
}

/**
 * Shares the calls that a model takes at once out to its workers: to each as many as it can use, and
 * evenly where that is more than there are. A preview that waits has the first place. `turn` moves the
 * places that cannot be divided from one worker to the next, so that none waits for ever.
 */
export function shareOut(
  total: number,
  workers: readonly WorkerDemand[],
  turn: number,
): Map<string, number> {
  const sorted = workers.toSorted((one, other) => (one.workerId < other.workerId ? -1 : 1));
  const start = sorted.length > 0 ? turn % sorted.length : 0;
  const inTurn = [...sorted.slice(start), ...sorted.slice(0, start)];
  const shares = new Map(inTurn.map(({ workerId }) => [workerId, 0]));
  let left = total;

  function give(worker: WorkerDemand, places: number): void {
    const given = Math.min(places, left);
    shares.set(worker.workerId, (shares.get(worker.workerId) ?? 0) + given);
    left -= given;
  }
  const lacks = (worker: WorkerDemand) => worker.wanted - (shares.get(worker.workerId) ?? 0);

  for (const worker of inTurn) if (worker.previews > 0) give(worker, 1);
  for (;;) {
    const hungry = inTurn.filter((worker) => lacks(worker) > 0);
    if (hungry.length === 0 || left === 0) return shares;
    const each = Math.max(1, Math.floor(left / hungry.length));
    for (const worker of hungry) give(worker, Math.min(each, lacks(worker)));
  }
}

/** What a worker holds of a model, by what it said last. */
export interface HeldPlaces {
  readonly places: number;
  readonly inFlight: number;
}

/**
 * How many places a worker may take now: its share, but no more than the others have left. They give
 * back what is above their own shares when they beat next; until then it waits.
 */
export function takePlaces(share: number, total: number, others: readonly HeldPlaces[]): number {
  const held = others.reduce((sum, { places, inFlight }) => sum + Math.max(places, inFlight), 0);
  return Math.max(0, Math.min(share, total - held));
}
