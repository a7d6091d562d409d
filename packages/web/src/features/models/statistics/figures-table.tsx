import { Table, Text } from '@mantine/core';
import type { Figures, ModelStatistics } from '@patchbay/core/api/model-statistics-routes.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { describeBucket, describeLatency, describeModelTime } from './describe-figures.ts';

interface FiguresTableProps {
  statistics: ModelStatistics;
  range: StatisticsRange;
  caption: string;
}

/** The figures behind the charts: the times that had calls, the newest first, and all together. */
export function FiguresTable({ statistics, range, caption }: FiguresTableProps) {
  const called = statistics.buckets.filter(({ calls }) => calls > 0).reverse();
  return (
    // What is moved sideways can be moved by the keyboard too.
    <Table.ScrollContainer
      minWidth={620}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <Table withTableBorder verticalSpacing={6} fz="sm" captionSide="top">
        <Table.Caption ta="start" mt={0} mb={4}>
          {caption}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Beginning</Table.Th>
            {columns.map(([name]) => (
              <Table.Th key={name} scope="col" ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {called.map((bucket) => (
            <Row key={bucket.from} name={describeBucket(bucket, range)} figures={bucket} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Row name="All together" figures={statistics.total} />
        </Table.Tfoot>
      </Table>
      {called.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          Nobody called it in this time.
        </Text>
      )}
    </Table.ScrollContainer>
  );
}

const columns: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['Calls', ({ calls }) => calls.toLocaleString()],
  ['Failed', ({ failures }) => failures.toLocaleString()],
  ['Tokens in', ({ promptTokens }) => promptTokens.toLocaleString()],
  ['Tokens out', ({ completionTokens }) => completionTokens.toLocaleString()],
  ['Model time', ({ modelMs }) => describeModelTime(modelMs)],
  ['Median', ({ medianMs }) => describeLatency(medianMs)],
  ['95 of 100 within', ({ p95Ms }) => describeLatency(p95Ms)],
];

function Row({ name, figures }: { name: string; figures: Figures }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {name}
      </Table.Th>
      {columns.map(([column, write]) => (
        <Table.Td key={column} ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {write(figures)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
