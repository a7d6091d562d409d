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
  const { promptTokens, completionTokens } = statistics.total;
  const columns =
    promptTokens + completionTokens > 0 ? [...counts, ...tokens, ...times] : [...counts, ...times];
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
            <Row
              key={bucket.from}
              columns={columns}
              name={describeBucket(bucket, range)}
              figures={bucket}
            />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Row columns={columns} name="All together" figures={statistics.total} />
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

type Column = readonly [name: string, write: (figures: Figures) => string];

const counts: readonly Column[] = [
  ['Calls', ({ calls }) => calls.toLocaleString()],
  ['Failed', ({ failures }) => failures.toLocaleString()],
];

/** Stand there where the model tells how many it took. */
const tokens: readonly Column[] = [
  ['Tokens in', ({ promptTokens }) => promptTokens.toLocaleString()],
  ['Tokens out', ({ completionTokens }) => completionTokens.toLocaleString()],
];

const times: readonly Column[] = [
  ['Model time', ({ modelMs }) => describeModelTime(modelMs)],
  ['Median', ({ medianMs }) => describeLatency(medianMs)],
  ['95 of 100 within', ({ p95Ms }) => describeLatency(p95Ms)],
];

function Row(props: { columns: readonly Column[]; name: string; figures: Figures }) {
  const { columns, name, figures } = props;
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
