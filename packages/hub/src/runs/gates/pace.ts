/**
 * By how much later than its moment a call may arrive: at the least, and at the most. The pace is slower by
 * as much in a second: calls that are as many moments apart as the limit allows in a second come a second
 * and this apart, so that no second has more of them, however late each of them is within it.
 */
export const leastLatenessMs = 8;
export const mostLatenessMs = 40;

/** Milliseconds between two calls; each bears its part of the lateness, of a slow limit all of it. */
export function intervalOf(requestsPerSecond: number, latenessMs = leastLatenessMs): number {
  return 1000 / requestsPerSecond + latenessMs / Math.max(1, requestsPerSecond);
}
