import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ModelStatistics } from '@patchbay/core/api/model-statistics-routes.ts';
import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import type { ModelHealth } from '@patchbay/core/model/model-health.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { useState } from 'react';
import { countWords } from '../../../components/count-words.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Section } from '../../../components/section.tsx';
import { CallsChart, LatencyChart } from './calls-chart.tsx';
import { describeLatency, describeShare } from './describe-figures.ts';
import { FiguresTable } from './figures-table.tsx';
import { HealthBadge } from './health-badge.tsx';
import { healthMeanings } from './health-words.ts';
import { RangeSwitch } from './range-switch.tsx';
import { useStatistics } from './use-statistics.ts';

/** Whether a model answers, and how fast, over time: seen from the calls that were made anyway. */
export function HealthSection({ modelId }: { modelId: string }) {
  const [range, setRange] = useState<StatisticsRange>('day');
  const query = useStatistics(modelId, range);
  return (
    <Section title="Health and latency" actions={<RangeSwitch range={range} onChange={setRange} />}>
      <Loaded query={query}>
        {(statistics) => (
          <Stack gap="md">
            <HealthWords health={statistics.health} />
            {statistics.total.calls > 0 ? (
              <Charts statistics={statistics} range={range} />
            ) : (
              <Text size="sm" c="dimmed">
                There was no call in this time.
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function HealthWords({ health }: { health: ModelHealth }) {
  const { answeredShare, answeredAt, failedAt, failureCode } = health;
  return (
    <Stack gap={4} aria-live="polite">
      <Group gap="xs">
        <HealthBadge health={health} />
        <Text size="sm">
          {answeredShare === null
            ? healthMeanings[health.state]
            : `${describeShare(answeredShare)} of the last fifty or so calls were answered.`}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {answeredAt && (
          <>
            Last answered <Moment at={answeredAt} />.{' '}
          </>
        )}
        {failedAt && failureCode && (
          <>
            Last failed <Moment at={failedAt} />: {titleOf(failureCode)}.
          </>
        )}
      </Text>
    </Stack>
  );
}

function titleOf(code: string): string {
  return isErrorCode(code) ? errorCodes[code].title : code;
}

function Charts({ statistics, range }: { statistics: ModelStatistics; range: StatisticsRange }) {
  const { total, buckets } = statistics;
  const calls = `${countWords(total.calls, ['call', 'calls'])}, ${total.failures.toLocaleString()} of them failed`;
  const latency =
    total.medianMs === null
      ? 'No call was answered: there is no latency to show'
      : `Median ${describeLatency(total.medianMs)}, 95 of 100 within ${describeLatency(total.p95Ms)}`;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="xs" miw={0}>
          <Text size="sm" fw={600}>
            {calls}
          </Text>
          <CallsChart {...{ buckets, range }} label={`Chart: ${calls}.`} />
        </Stack>
        <Stack gap="xs" miw={0}>
          <Text size="sm" fw={600}>
            {latency}
          </Text>
          {total.medianMs !== null && (
            <LatencyChart {...{ buckets, range }} label={`Chart: ${latency}.`} />
          )}
        </Stack>
      </SimpleGrid>
      <details>
        <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
          The same as a table
        </Text>
        <FiguresTable {...{ statistics, range }} caption="Calls and latency" />
      </details>
    </>
  );
}
