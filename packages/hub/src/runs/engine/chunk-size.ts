/** A chunk shall take about this long at the rate of the model. */
const secondsPerChunk = 60;

/** Largest chunk, for models without a limit or with a high one. */
const largestChunk = 500;

/** How many items one job works on: hundreds for a fast model, a few for one call in ten seconds. */
export function chooseChunkSize(requestsPerSecond: number | null): number {
  if (requestsPerSecond === null) return largestChunk;
  return Math.min(largestChunk, Math.max(1, Math.round(requestsPerSecond * secondsPerChunk)));
}
