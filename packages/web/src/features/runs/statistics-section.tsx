import { SimpleGrid, Text } from '@mantine/core';
import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { confidenceSteps } from '@patchbay/core/run/run-statistics.ts';
import { Section } from '../../components/section.tsx';
import { Histogram } from './histogram.tsx';

interface StatisticsSectionProps {
  statistics: RunSummary['statistics'];
  counts: ItemCounts;
}

/** How sure the model is, how much it found in an item, and in how many it found nothing. */
export function StatisticsSection({ statistics, counts: { succeeded } }: StatisticsSectionProps) {
  const { items, perItem, confidences, withoutConfidence } = statistics;
  if (items === 0) return null;
  const empty = perItem.find(({ from }) => from === 0)?.items ?? 0;
  const groups = fillGroups(perItem);
  const sure = confidences.reduce((sum, count) => sum + count, 0);
  return (
    <Section
      title="Statistics"
      actions={
        <Text size="sm" c="dimmed">
          {describeEmpties(empty, items)}
        </Text>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <Histogram
          title="Items by number of annotations"
          bars={groups}
          ends={['none', groups.at(-1)?.name ?? '']}
        />
        {sure > 0 ? (
          <Histogram
            title="Annotations by confidence"
            bars={confidences.map((count, step) => ({ name: nameStep(step), count }))}
            ends={['0', '1']}
          />
        ) : (
          <Text size="sm" c="dimmed">
            The model gave no confidences.
          </Text>
        )}
      </SimpleGrid>
      {sure > 0 && withoutConfidence > 0 && (
        <Text size="sm" c="dimmed">
          {withoutConfidence.toLocaleString()}{' '}
          {withoutConfidence === 1 ? 'annotation has' : 'annotations have'} no confidence.
        </Text>
      )}
      {items < succeeded && (
        <Text size="sm" c="dimmed">
          These are the numbers of {items.toLocaleString()} of {succeeded.toLocaleString()} items:
          the others were saved by an earlier version, which did not keep them.
        </Text>
      )}
    </Section>
  );
}

function describeEmpties(empty: number, items: number): string {
  if (empty === 0) return 'something found in every item';
  const share = (empty / items).toLocaleString(undefined, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return `nothing found in ${empty.toLocaleString()} of ${items.toLocaleString()} items (${share})`;
}

/** Every number up to ten, so that a gap is seen; then the groups that there are. */
function fillGroups(perItem: RunSummary['statistics']['perItem']) {
  const last = perItem.at(-1)?.from ?? 0;
  const low = Array.from({ length: Math.min(10, last + 1) }, (_, from) => ({
    name: from === 1 ? '1 annotation' : `${from} annotations`,
    count: perItem.find((group) => group.from === from)?.items ?? 0,
  }));
  const high = perItem
    .filter(({ from }) => from >= 10)
    .map(({ from, to, items }) => ({
      name: to === null ? `${from} or more annotations` : `${from} to ${to} annotations`,
      count: items,
    }));
  return [...low, ...high];
}

/** `0.35 to 0.40` */
function nameStep(step: number): string {
  const [from, to] = [step, step + 1].map((at) => (at / confidenceSteps).toFixed(2));
  return `${from} to ${to}`;
}
