import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { Figures, ModelStatistics } from '@patchbay/core/api/model-statistics-routes.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { useState } from 'react';
import { countWords } from '../../../components/count-words.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Section } from '../../../components/section.tsx';
import { CallsChart } from './calls-chart.tsx';
import { describeModelTime } from './describe-figures.ts';
import { FiguresTable } from './figures-table.tsx';
import { RangeSwitch } from './range-switch.tsx';
import { useStatistics } from './use-statistics.ts';

/** What a model was used for: calls, tokens and time, day by day. */
export function UsageTab({ modelId }: { modelId: string }) {
  const [range, setRange] = useState<StatisticsRange>('month');
  const query = useStatistics(modelId, range);
  return (
    <Section title="Usage" actions={<RangeSwitch range={range} onChange={setRange} />}>
      <Text size="sm" c="dimmed">
        All calls of the model: those of runs, and those by which it was tried, asked or checked.
        Results that a run used again made no call.
      </Text>
      <Loaded query={query}>{(statistics) => <Usage {...{ statistics, range }} />}</Loaded>
    </Section>
  );
}

function Usage({ statistics, range }: { statistics: ModelStatistics; range: StatisticsRange }) {
  const { total, buckets } = statistics;
  const label = `Chart: ${countWords(total.calls, ['call', 'calls'])}, ${total.failures.toLocaleString()} of them failed.`;
  return (
    <Stack gap="md">
      <Totals total={total} />
      {total.calls > 0 && <CallsChart {...{ buckets, range, label }} />}
      <FiguresTable {...{ statistics, range }} caption={captions[range]} />
    </Stack>
  );
}

const captions: { readonly [Range in StatisticsRange]: string } = {
  day: 'By the hour',
  week: 'By six hours',
  month: 'Day by day',
};

function Totals({ total }: { total: Figures }) {
  const tokens = total.promptTokens + total.completionTokens;
  const facts = [
    ['Calls', total.calls.toLocaleString()],
    ['Failed', total.failures.toLocaleString()],
    ['Tokens', tokens === 0 ? 'none told' : tokens.toLocaleString()],
    ['Model time', describeModelTime(total.modelMs)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {facts.map(([name, value]) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
          <Text fw={600} fz="lg">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
