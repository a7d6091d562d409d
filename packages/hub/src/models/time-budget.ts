import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/** The work did not end in its time. */
export class TimeBudgetError extends Error {
  constructor(budgetMs: number) {
    super(`It took longer than ${budgetMs} ms`);
    this.name = 'TimeBudgetError';
  }
}

/** How often work is begun anew that a busy machine hardly let run; each time it has twice as long. */
const mostAttempts = 2;

/**
 * Does a piece of synchronous work, and stops it where it is when its time is over: for code that was
 * made from what a user gave. The time is the processor's, of this thread: on a machine that is busy with something
 * else the work is begun anew, so it may run several times. What it was changing is then half done and must be thrown
 * away.
 * @throws TimeBudgetError
 */
export function runWithin<Value>(budgetMs: number, work: () => Value): Value {
  for (let attempt = 1; ; attempt += 1) {
    const before = process.threadCpuUsage();
    const outcome = runForAtMost(budgetMs * 2 ** (attempt - 1), work);
    if (outcome) return outcome.value;
    const { user, system } = process.threadCpuUsage(before);
    const usedMs = (user + system) / 1000;
    // Almost all of it is all of it: the two clocks are not one.
    if (usedMs > budgetMs * 0.8 || attempt === mostAttempts) throw new TimeBudgetError(budgetMs);
  }
}

/** Undefined where the work had not ended after so much time on the clock. */
function runForAtMost<Value>(timeoutMs: number, work: () => Value): { value: Value } | undefined {
  let outcome: { value: Value } | undefined;
  const context = createContext({
    work: () => {
      outcome = { value: work() };
    },
  });
  try {
    script.runInContext(context, { timeout: timeoutMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return undefined;
  }
  return outcome;
}

/** The error comes from the other context, so it is no instance of our `Error`. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
