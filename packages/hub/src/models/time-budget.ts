import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/** The work did not end in its time. */
export class TimeBudgetError extends Error {
  constructor(budgetMs: number) {
    super(`It took longer than ${budgetMs} ms`);
    this.name = 'TimeBudgetError';
  }
}

/**
 * Does a piece of synchronous work, and stops it where it is when its time is over: for code that was
 * made from what a user gave. What the work was changing is then half done and must be thrown away.
 * @throws TimeBudgetError
 */
export function runWithin<Value>(budgetMs: number, work: () => Value): Value {
  let outcome: { value: Value } | undefined;
  const context = createContext({
    work: () => {
      outcome = { value: work() };
    },
  });
  try {
    script.runInContext(context, { timeout: budgetMs });
  } catch (error) {
    if (isTimeout(error)) throw new TimeBudgetError(budgetMs);
    throw error;
  }
  if (!outcome) throw new TimeBudgetError(budgetMs);
  return outcome.value;
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
