/** What a worker held in memory when so many items of its run had ended. */
export interface HeapSample {
  readonly finished: number;
  /** After collection, with the buffers outside of it. */
  readonly heapMb: number;
}

const reach = 100_000;

/**
 * Megabytes by which the heap grew with every 100,000 items: the line that is nearest to all samples, since
 * each has some of the work in it that was under way. The first 100,000 items are left out, in a run that is
 * not longer the first sample.
 */
export function growthPer100000(samples: readonly HeapSample[]): number {
  const late = samples.filter(({ finished }) => finished >= reach);
  const counted = late.length > 2 ? late : samples.slice(1);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(counted.map(({ finished }) => finished));
  const heapMiddle = mean(counted.map(({ heapMb }) => heapMb));
  const products = counted.map((it) => (it.finished - middle) * (it.heapMb - heapMiddle));
  const squares = counted.map((it) => (it.finished - middle) ** 2);
  return (mean(products) / mean(squares)) * reach;
}
