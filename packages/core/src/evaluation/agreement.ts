/**
 * How far people agree: Krippendorff's alpha for values with distances (interval metric). 1 where all agree, 0 where
 * they agree as much as chance, below 0 where they contradict each other; null where nothing was judged by two, or
 * where everybody said the same of everything, so that chance would agree as well.
 * `units` holds, for each thing that was judged, what those said who judged it.
 * Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C.
 */
export function measureAgreement(units: readonly (readonly number[])[]): number | null {
  const paired = units.filter((values) => values.length > 1);
  const all = paired.flat();
  const observed = paired.reduce(
    (sum, values) => sum + sumDistances(values) / (values.length - 1),
    0,
  );
  const expected = sumDistances(all) / (all.length - 1);
  return all.length === 0 || expected === 0 ? null : 1 - observed / expected;
}

/** The sum of the squared differences of all ordered pairs, by the moments: no pair is looked at. */
function sumDistances(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return 2 * (values.length * squares - sum * sum);
}
