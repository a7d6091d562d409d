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

/** All values in order with all warnings, or the first problem. */
export function combine<Value>(outcomes: Iterable<Outcome<Value>>): Outcome<Value[]> {
  const values: Value[] = [];
  const warnings: Warning[] = [];
  for (const outcome of outcomes) {
    if (!outcome.ok) return outcome;
    values.push(outcome.value);
    for (const warning of outcome.warnings) warnings.push(warning);
  }
  return succeed(values, warnings);
}

/** The outcome of a second step that needs the value of the first; warnings of both are kept. */
export function andThen<Value, Next>(
  outcome: Outcome<Value>,
  next: (value: Value) => Outcome<Next>,
): Outcome<Next> {
  if (!outcome.ok) return outcome;
  const following = next(outcome.value);
  if (!following.ok || outcome.warnings.length === 0) return following;
  return succeed(following.value, [...outcome.warnings, ...following.warnings]);
}

/** The values of named outcomes under their names, with all warnings; or the first problem. */
export function combineFields<Fields extends object>(
  outcomes: {
    readonly [Name in keyof Fields]: Outcome<Fields[Name]>;
  },
): Outcome<Fields> {
  const values: Partial<Fields> = {};
  const warnings: Warning[] = [];
  for (const name in outcomes) {
    const outcome = outcomes[name];
    if (!outcome.ok) return outcome;
    values[name] = outcome.value;
    for (const warning of outcome.warnings) warnings.push(warning);
  }
  return succeed(values as Fields, warnings);
}
