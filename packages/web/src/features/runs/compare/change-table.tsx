import { Progress, ScrollArea, Stack, Table, Text } from '@mantine/core';
import {
  addCounts,
  type ChangeCounts,
  noChanges,
} from '@patchbay/core/prediction/count-changes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { countWords } from '../../../components/count-words.ts';
import type { Comparison } from './use-comparison.ts';

interface ChangeTableProps {
  comparison: Comparison;
  /** Items of the first run. */
  total: number;
  names: readonly [string, string];
}

/** What was added, removed and changed, in all and by class, and how far the comparison is. */
export function ChangeTable({ comparison, total, names }: ChangeTableProps) {
  const classes = [...comparison.classes].sort(([one], [other]) => (one < other ? -1 : 1));
  const all = classes.map(([, counts]) => counts).reduce(addCounts, noChanges);
  return (
    <Stack gap="sm">
      {!comparison.isDone && (
        <Progress
          value={total > 0 ? (comparison.looked / total) * 100 : 0}
          aria-label="Compared so far"
          size="sm"
        />
      )}
      <Text size="sm" role="status">
        {describe(comparison, total)}
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Differences by class' }}>
        <Table withRowBorders={false} miw={480} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Class</Table.Th>
              <Table.Th ta="right">Only in {showControls(names[1])}</Table.Th>
              <Table.Th ta="right">Only in {showControls(names[0])}</Table.Th>
              <Table.Th ta="right">Changed</Table.Th>
              <Table.Th ta="right">Same</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {classes.map(([name, counts]) => (
              <Counts key={name} name={showControls(name)} counts={counts} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Counts name="All" counts={all} isSum />
          </Table.Tfoot>
        </Table>
      </ScrollArea>
    </Stack>
  );
}

function Counts(props: { name: string; counts: ChangeCounts; isSum?: boolean }) {
  const { name, counts, isSum = false } = props;
  const weight = isSum ? 700 : 400;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={weight}>
        {name}
      </Table.Th>
      {[counts.added, counts.removed, counts.changed, counts.same].map((count, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay where they are
        <Table.Td key={column} ta="right" fw={weight}>
          {count.toLocaleString()}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function describe(comparison: Comparison, total: number): string {
  const { looked, compared, oneSided, missing, differing, isDone } = comparison;
  const parts = [
    isDone
      ? `${countWords(compared, ['data row has', 'data rows have'])} predictions of both runs; ${countWords(differing - oneSided, ['of them differs', 'of them differ'])}`
      : `Compared ${looked.toLocaleString()} of ${total.toLocaleString()} so far`,
    oneSided > 0 && `${countWords(oneSided, ['has', 'have'])} a prediction of one run alone`,
    missing > 0 && `${countWords(missing, ['is', 'are'])} not in the other run`,
  ];
  return `${parts.filter(Boolean).join(' · ')}.`;
}
