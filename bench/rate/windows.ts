const windowMs = 1000;

/** The most moments that lie in one second, wherever it begins, and the first of them. */
export function busiestSecond(moments: readonly number[]): { calls: number; from: number } {
  let first = 0;
  let most = { calls: 0, from: Number.NaN };
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= windowMs) first += 1;
    const calls = last - first + 1;
    if (calls > most.calls) most = { calls, from: moments[first] ?? moment };
  }
  return most;
}

/** How many moments lie from one, and before another. */
export function countBetween(moments: readonly number[], from: number, until: number): number {
  return moments.filter((moment) => moment >= from && moment < until).length;
}

/** The end of the first second from `from` on with so many moments; null where there is none yet. */
export function firstSecondOf(
  moments: readonly number[],
  from: number,
  wanted: number,
): number | null {
  const later = moments.filter((moment) => moment >= from);
  for (const [index, moment] of later.entries()) {
    const last = later[index + wanted - 1];
    if (last !== undefined && last - moment < windowMs) return last;
  }
  return null;
}
