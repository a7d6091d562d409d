import type { StatisticsBucket } from '@patchbay/core/api/model-statistics-routes.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { formatDuration } from '../../../components/format-duration.ts';

/** When a bucket began, as short as its range allows. */
export function describeBucket(
  { from }: Pick<StatisticsBucket, 'from'>,
  range: StatisticsRange,
): string {
  const forms: { readonly [Range in StatisticsRange]: Intl.DateTimeFormatOptions } = {
    day: { hour: '2-digit', minute: '2-digit' },
    week: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
    month: { day: 'numeric', month: 'short' },
  };
  return new Intl.DateTimeFormat(undefined, forms[range]).format(new Date(from));
}

/** A latency in the unit in which it is a small number. */
export function describeLatency(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${ms.toLocaleString(undefined, { maximumSignificantDigits: 3 })} ms`;
  return `${(ms / 1000).toLocaleString(undefined, { maximumSignificantDigits: 3 })} s`;
}

/** A share as whole percent; one that is not the whole is never called so. */
export function describeShare(share: number): string {
  const percent = share < 1 ? Math.min(99, Math.round(share * 100)) : 100;
  return `${percent.toLocaleString()} %`;
}

/** How long a model worked. */
export function describeModelTime(ms: number): string {
  return ms < 1000 ? describeLatency(ms) : formatDuration(ms / 1000);
}
