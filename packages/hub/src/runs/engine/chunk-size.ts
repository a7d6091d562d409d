/** A chunk shall take about this long at the rate of the model. */
const secondsPerChunk = 60;

/** Largest chunk, for models without a limit or with a high one. */
const largestChunk = 500;

/** A run shall not have many more chunks than this: its numbers are the sums of theirs. */
const mostChunks = 5000;

/**
 * How many items one job works on: hundreds for a fast model, a few for one call in ten seconds, and
 * more for a long run over a slow one. Runs of more than 2.5 million items have more chunks.
 */
export function chooseChunkSize(requestsPerSecond: number | null, items: number): number {
  if (requestsPerSecond === null) return largestChunk;
  const byRate = Math.round(requestsPerSecond * secondsPerChunk);
  return Math.min(largestChunk, Math.max(1, byRate, Math.ceil(items / mostChunks)));
}
