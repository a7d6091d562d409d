/** How many calls of a run may be made again. */
export interface RetryBudget {
  /** A first call was made: half of another one is earned. */
  earn(): void;
  /** Takes one of those that may be made; false where there is none. */
  spend(): boolean;
}

/** What a first call earns: an endpoint that fails every other call costs half as many calls more. */
const earnedByCall = 0.5;

/** What a run may make again from its start, in each worker. */
const reserve = 20;

/**
 * Limits what is tried again to half of the calls, whatever the attempts that each item has: an endpoint
 * that fails most calls would be called three or four times as often as one that is well.
 */
export function createRetryBudget(): RetryBudget {
  let saved = reserve;
  return {
    earn() {
      saved += earnedByCall;
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}

/** Runs whose budget is remembered; one that is forgotten begins with its reserve again. */
const mostRuns = 200;

/** Keeps one budget for each run, which all of its chunks in this process share. */
export function createRetryBudgets() {
  const budgets = new Map<string, RetryBudget>();
  return {
    of(runId: string): RetryBudget {
      const budget = budgets.get(runId) ?? createRetryBudget();
      // Taken out and put in, so that those which are used stand last.
      budgets.delete(runId);
      budgets.set(runId, budget);
      const [oldest] = budgets.keys();
      if (oldest !== undefined && budgets.size > mostRuns) budgets.delete(oldest);
      return budget;
    },
  };
}
export type RetryBudgets = ReturnType<typeof createRetryBudgets>;
