/** Lets work be done side by side, or alone in this process. */
export interface Isolation {
  /** Does work beside other work; waits while somebody works alone or wants to. */
  beside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Does work when all other work has ended, and lets none begin until it is done. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createIsolation(): Isolation {
  let beside = 0;
  /** Whoever works alone, and those who want to after it; null: nobody. */
  let door: PromiseWithResolvers<void> | null = null;
  let wanting = 0;
  let whenQuiet: () => void = () => {};
  let line: Promise<unknown> = Promise.resolve();

  function leave(): void {
    beside -= 1;
    if (beside === 0) whenQuiet();
  }

  /** Counted beside the work: nearly all of it comes in at once, and is not to be wrapped for that. */
  function workBeside<Result>(work: () => Promise<Result>): Promise<Result> {
    const working = work();
    beside += 1;
    working.then(leave, leave);
    return working;
  }

  async function waitOutside<Result>(work: () => Promise<Result>): Promise<Result> {
    while (door) await door.promise;
    return await workBeside(work);
  }

  async function workAlone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (beside > 0) {
      await new Promise<void>((resolve) => {
        whenQuiet = resolve;
      });
    }
    try {
      return await work();
    } finally {
      wanting -= 1;
      if (wanting === 0) {
        door?.resolve();
        door = null;
      }
    }
  }

  return {
    beside: (work) => (door ? waitOutside(work) : workBeside(work)),
    alone(work) {
      wanting += 1;
      door ??= Promise.withResolvers();
      const turn = line.then(() => workAlone(work));
      line = turn.catch(() => {});
      return turn;
    },
  };
}
