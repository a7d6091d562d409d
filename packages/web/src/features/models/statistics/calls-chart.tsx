import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import type { StatisticsBucket } from '@patchbay/core/api/model-statistics-routes.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { describeBucket, describeLatency } from './describe-figures.ts';

interface ChartProps {
  buckets: readonly StatisticsBucket[];
  range: StatisticsRange;
  /** What the picture shows, in words, for whoever does not see it. The table beside it has all numbers. */
  label: string;
}

/** How often a model was called, and how many of the calls failed. */
export function CallsChart({ buckets, range, label }: ChartProps) {
  const data = buckets.map((bucket) => ({
    at: describeBucket(bucket, range),
    answered: bucket.calls - bucket.failures,
    failed: bucket.failures,
  }));
  return (
    <div role="img" aria-label={label}>
      <BarChart
        h={200}
        data={data}
        dataKey="at"
        type="stacked"
        withLegend
        accessibilityLayer={false}
        series={[
          { name: 'answered', label: 'Answered', color: 'teal.6' },
          { name: 'failed', label: 'Failed', color: 'red.6' },
        ]}
        valueFormatter={(value) => value.toLocaleString()}
        yAxisProps={{ allowDecimals: false, width: 48 }}
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}

/** How long calls took: the middle one, and the one that 95 of 100 did not exceed. */
export function LatencyChart({ buckets, range, label }: ChartProps) {
  const data = buckets.map((bucket) => ({
    at: describeBucket(bucket, range),
    median: bucket.medianMs,
    p95: bucket.p95Ms,
  }));
  return (
    <div role="img" aria-label={label}>
      <LineChart
        h={200}
        data={data}
        dataKey="at"
        withLegend
        accessibilityLayer={false}
        curveType="linear"
        connectNulls={false}
        series={[
          { name: 'median', label: 'Median', color: 'indigo.6' },
          { name: 'p95', label: '95th percentile', color: 'orange.6', strokeDasharray: '5 4' },
        ]}
        valueFormatter={describeLatency}
        yAxisProps={{ width: 64 }}
        lineProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
