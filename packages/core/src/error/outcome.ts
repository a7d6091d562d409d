import type { Problem } from './patchbay-error.ts';
import type { Warning } from './warning.ts';

/**
 * What reading something gives: a value with the leniencies that were needed, or one problem.
 * An expected failure is a value, never an exception.
 */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly problem: Problem };

export function succeed<Value>(value: Value, warnings: readonly Warning[] = []): Outcome<Value> {
  return { ok: true, value, warnings };
}

export function fail(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}
