/**
 * Numbers from 0 to 1 that only look random: the same for the same seed, on every machine. For shuffling and
 * resampling, never for secrets. Source: mulberry32, Tommy Ettinger, public domain.
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The things in another order, each order as likely as any other: Fisher and Yates. */
export function shuffle<Thing>(things: readonly Thing[], seed: number): Thing[] {
  const random = createRandom(seed);
  const shuffled = [...things];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[chosen]] = [shuffled[chosen] as Thing, shuffled[last] as Thing];
  }
  return shuffled;
}
