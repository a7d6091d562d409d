import type { Mark } from '@patchbay/core/evaluation/evaluation.ts';
import type { MeanInterval } from '@patchbay/core/evaluation/mean-interval.ts';

/** A mark or a mean: shares from 0 to 1 with three digits, what goes from 1 to 5 with two. */
export function formatMark(value: number, highest: number): string {
  const digits = highest <= 1 ? 3 : 2;
  return value.toLocaleString(undefined, { maximumFractionDigits: digits });
}

/** `0.62 to 0.91`. */
export function formatInterval({ low, high }: MeanInterval, highest: number): string {
  return `${formatMark(low, highest)} to ${formatMark(high, highest)}`;
}

/** What an interval is called in full, and what it was found by. */
export const intervalWords: { readonly [Method in MeanInterval['method']]: string } = {
  wilson: 'Wilson score interval',
  bootstrap: 'percentile bootstrap, 1,000 resamples',
  normal: 'normal approximation',
};

/** What a score says of an answer: its mark, or why there is none. */
export function describeMark({ value, problem }: Mark, highest: number): string {
  if (problem) return 'not scored';
  return value === null ? 'nothing expected' : formatMark(value, highest);
}
