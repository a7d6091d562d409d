const windowMs = 1000;

/** The most moments that lie in one second, wherever it begins. */
export function busiestSecond(moments: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
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
