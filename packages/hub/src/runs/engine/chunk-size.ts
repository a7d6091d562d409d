/** A chunk shall take about this long at the rate of the model. */
const secondsPerChunk = 60;

/**
 * Largest chunk, for models without a limit or with a high one. To take a chunk and to end it costs some 50 ms:
 * with 500 items, a worker on a model that answers at once was idle for a quarter of its time.
 */
const largestChunk = 2000;

/** A run that is not tiny has at least so many chunks, so that many workers share it. */
const fewestChunks = 16;
const smallestShare = 50;

/** A run shall not have many more chunks than this: its numbers are the sums of theirs. */
const mostChunks = 5000;

/**
 * How many items one job works on: hundreds for a fast model, a few for one call in ten seconds, and
 * more for a long run over a slow one. Runs of more than 10 million items have more chunks.
 */
export function chooseChunkSize(requestsPerSecond: number | null, items: number): number {
  const share = Math.max(smallestShare, Math.ceil(items / fewestChunks));
  const byRate = requestsPerSecond === null ? largestChunk : requestsPerSecond * secondsPerChunk;
  const least = Math.max(1, Math.ceil(items / mostChunks));
  return Math.min(largestChunk, Math.max(least, Math.min(share, Math.round(byRate))));
}
