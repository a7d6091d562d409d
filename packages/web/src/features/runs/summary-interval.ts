/** From how many items on the hub has so many tallies to sum that a summary is asked for more rarely. */
const manyItems = 100_000;

/** How long to wait between two summaries of a run that is live, in milliseconds. */
export function chooseSummaryInterval(items: number): number {
  return items < manyItems ? 3_000 : 10_000;
}
