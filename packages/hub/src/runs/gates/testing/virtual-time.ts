/** Time that passes only when everybody waits for it: the same schedule each time, in no time. */
export interface VirtualTime {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Lets time pass until nobody waits any more, or until the given moment. */
  run(until?: number): Promise<void>;
}

/** `lateness` says by how much each wait ends too late, as timers do. */
export function createVirtualTime(lateness: () => number = () => 0): VirtualTime {
  let time = 0;
  let order = 0;
  let timers: { at: number; order: number; wake: () => void }[] = [];

  function takeNext() {
    const next = timers.reduce<(typeof timers)[number] | null>(
      (first, timer) =>
        first === null ||
        timer.at < first.at ||
        (timer.at === first.at && timer.order < first.order)
          ? timer
          : first,
      null,
    );
    return next;
  }

  return {
    now: () => time,
    sleep(ms) {
      if (ms <= 0) return Promise.resolve();
      return new Promise((wake) => {
        order += 1;
        timers.push({ at: time + ms + lateness(), order, wake });
      });
    },
    async run(until = Infinity) {
      for (;;) {
        await settle();
        const next = takeNext();
        if (!next || next.at > until) break;
        timers = timers.filter((timer) => timer !== next);
        time = next.at;
        next.wake();
      }
      if (until !== Infinity) time = until;
    },
  };
}

/** All that can go on without time passing has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
