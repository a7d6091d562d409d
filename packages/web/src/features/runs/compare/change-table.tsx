import { Progress, ScrollArea, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
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
  /** Items of the two runs. */
  totals: readonly [number, number];
}

/** What was added, removed and changed, in all and by class, and how far the comparison is. */
export function ChangeTable({ comparison, totals }: ChangeTableProps) {
  const classes = [...comparison.classes].sort(([one], [other]) => (one < other ? -1 : 1));
  const [total] = totals;
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
      <Text size="sm">{describe(comparison, totals)}</Text>
      {/* Told once, and not of each part. */}
      <VisuallyHidden role="status">
        {comparison.isDone && describe(comparison, totals)}
      </VisuallyHidden>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Differences by class' }}>
        <Table withRowBorders={false} miw={480} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Class</Table.Th>
              <Table.Th ta="right">Added, only in B</Table.Th>
              <Table.Th ta="right">Removed, only in A</Table.Th>
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

/** What became of every data row of A, and of those that B has beside them: the numbers add up to the items. */
function describe(comparison: Comparison, [total, otherTotal]: readonly [number, number]): string {
  const { looked, compared, oneSided, missing, differing, isDone } = comparison;
  if (!isDone) return `Compared ${looked.toLocaleString()} of ${total.toLocaleString()} so far.`;
  const neither = looked - compared - oneSided - missing;
  const added = Math.max(0, otherTotal - (looked - missing));
  const parts = [
    `${countWords(compared, ['data row has', 'data rows have'])} a prediction in both runs; ${countWords(differing - oneSided, ['of them differs', 'of them differ'])}`,
    oneSided > 0 && `${countWords(oneSided, ['has', 'have'])} one in one run only`,
    neither > 0 && `${countWords(neither, ['has', 'have'])} none`,
    missing > 0 && `${countWords(missing, ['is', 'are'])} not in B`,
    added > 0 && `${countWords(added, ['is', 'are'])} not in A`,
  ];
  return `${parts.filter(Boolean).join(' · ')}.`;
}
