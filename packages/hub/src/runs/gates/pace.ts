/**
 * By how much later than its moment a call may arrive: at the least, and at the most. The pace is slower by
 * as much in a second: calls that are as many moments apart as the limit allows in a second come a second
 * and this apart, so that no second has more of them, however late each of them is within it.
 */
export const leastLatenessMs = 8;
export const mostLatenessMs = 40;

/** Calls further apart than this are few in a second: one too many is far above the limit, so there is more room. */
export const slowGapMs = 50;
export const slowLeastLatenessMs = 20;

/** The least room for lateness of a limit. */
export function leastLatenessOf(requestsPerSecond: number): number {
  return 1000 / requestsPerSecond < slowGapMs ? leastLatenessMs : slowLeastLatenessMs;
}

/** Milliseconds between two calls; each bears its part of the lateness, of a slow limit all of it. */
export function intervalOf(
  requestsPerSecond: number,
  latenessMs = leastLatenessOf(requestsPerSecond),
): number {
  return 1000 / requestsPerSecond + latenessMs / Math.max(1, requestsPerSecond);
}

/** At most this much time is reserved ahead, and a moment at most so far away: a changed limit holds soon. */
const longestAheadMs = 150;

/**
 * How far ahead moments are reserved. Of a slow limit that is half of the time between two calls at most: then
 * a moment that is missed is still the last that was given, and can be given back.
 */
export function aheadOf(gapMs: number): number {
  return gapMs < slowGapMs ? longestAheadMs : Math.min(longestAheadMs, gapMs / 2);
}

/**
 * So long a call may take from being let through to the endpoint: of a slow limit half of its room for
 * lateness, since a machine that wakes late is late on the way as well. The first of a process take longer.
 */
const wayMs = 3;
const slowWayMs = 15;
const firstWayMs = 30;

export function wayOf(gapMs: number, latenessMs: number, isFirst: boolean): number {
  if (isFirst) return firstWayMs;
  return gapMs < slowGapMs ? wayMs : Math.min(slowWayMs, latenessMs / 2);
}

/**
 * For each moment that had to be given up, the pace leaves room for more lateness: for half of what that cost,
 * the time between two calls or less. Each call takes so much of it back as the time until the next one allows,
 * or a part of that half where it is less: a machine that misses more than one or two moments of a hundred
 * gets ever more room, up to the most that there is.
 */
const growth = 0.5;
const mostCostMs = 2 * mostLatenessMs;
const leastTakenBackMs = 0.1;
const takenBackByTime = 0.002;
const takenBackPart = 0.02;

/** How much more room for lateness is wanted, in milliseconds, after so many moments were missed and for so many calls. */
export function changeLateness(gapMs: number, calls: number, missed: number): number {
  const more = growth * Math.min(gapMs, mostCostMs);
  const takenBackMs = Math.max(leastTakenBackMs, takenBackByTime * gapMs);
  return missed * more - calls * Math.min(takenBackMs, more * takenBackPart);
}
