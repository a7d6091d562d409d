/** The times over which statistics of a model are read. */
export const statisticsRanges = ['day', 'week', 'month'] as const;
export type StatisticsRange = (typeof statisticsRanges)[number];

/** How many buckets a range has, and how many hours each of them. */
export const rangeSteps: {
  readonly [Range in StatisticsRange]: { readonly count: number; readonly hours: number };
} = {
  day: { count: 24, hours: 1 },
  week: { count: 28, hours: 6 },
  month: { count: 30, hours: 24 },
};
