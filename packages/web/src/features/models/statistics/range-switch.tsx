import { SegmentedControl } from '@mantine/core';
import { type StatisticsRange, statisticsRanges } from '@patchbay/core/model/statistics-range.ts';

interface RangeSwitchProps {
  range: StatisticsRange;
  onChange: (range: StatisticsRange) => void;
}

const words: { readonly [Range in StatisticsRange]: string } = {
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

/** Over which time figures are shown. */
export function RangeSwitch({ range, onChange }: RangeSwitchProps) {
  return (
    <SegmentedControl
      aria-label="Over which time"
      size="xs"
      value={range}
      onChange={(value) => onChange(statisticsRanges.find((known) => known === value) ?? 'day')}
      data={statisticsRanges.map((value) => ({ value, label: words[value] }))}
    />
  );
}
