/** How long after a pause the first probe comes, and how long after the last one at most. */
const shortestMs = 1000;
const longestMs = 15_000;

/** Milliseconds until the first probe of an endpoint that has just gone down. */
export function firstProbeMs(random: () => number = Math.random): number {
  return nextProbeMs(0, random);
}

/**
 * Milliseconds until the next probe after so many: twice as long each time, with jitter, so that hubs
 * which lost the same endpoint do not come back to it together; never so long that a healed endpoint
 * waits for half a minute.
 */
export function nextProbeMs(probes: number, random: () => number = Math.random): number {
  const most = Math.min(longestMs, shortestMs * 2 ** Math.min(probes, 10));
  return most * (0.5 + random() / 2);
}
