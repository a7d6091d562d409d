/** A value that is here already, or comes later. */
export type Awaitable<Value> = Value | Promise<Value>;

/**
 * Goes on with a value: at once where it is here. For what each of millions of calls does: there, to await what is
 * nearly always here costs more than it does.
 */
export function goOn<Value, Result>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
