/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the limit; 0 for a limit of 0. */
  below(limit: number): number;
  /** Whether something that happens once in so many times happens now. */
  oneIn(times: number): boolean;
  /** One of the values, of which there has to be one. */
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** Mulberry32, by Tommy Ettinger (public domain): small, and good enough to choose mutations. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    oneIn: (times) => below(times) === 0,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}
