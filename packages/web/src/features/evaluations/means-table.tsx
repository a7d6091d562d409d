import { Stack, Table, Text } from '@mantine/core';
import type {
  EvaluationResults,
  EvaluationView,
  Result,
} from '@patchbay/core/api/evaluation-views.ts';
import type { MeanInterval } from '@patchbay/core/evaluation/mean-interval.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { ScrollingTable } from '../../components/scrolling-table.tsx';
import { formatInterval, formatMark, intervalWords } from './score-words.ts';

interface MeansTableProps {
  evaluation: EvaluationView;
  results: EvaluationResults;
}

/** Candidates by scores: the mean of each with its interval, and over how many answers. */
export function MeansTable({ evaluation, results }: MeansTableProps) {
  const { candidates, scores } = evaluation;
  if (scores.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No scores were chosen. One can be added at any time; the models are not asked again.
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <ScrollingTable
        minWidth={240 + scores.length * 130}
        verticalSpacing="sm"
        label="Means of the scores"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Candidate</Table.Th>
            {scores.map(({ id, name, settings }) => (
              <Table.Th key={id} scope="col">
                {showControls(name)}
                <Text size="xs" c="dimmed" fw={400}>
                  {scoreDefinitions[settings.kind].lowest} to{' '}
                  {scoreDefinitions[settings.kind].highest}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {candidates.map((candidate, index) => (
            <Table.Tr key={candidate.id}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {showControls(candidate.name)}
              </Table.Th>
              {scores.map(({ id, settings }) => {
                const all = results.scores.find(({ scoreId }) => scoreId === id)?.results ?? [];
                const { highest } = scoreDefinitions[settings.kind];
                return (
                  <Table.Td key={id}>
                    <MeanCell result={all[index]} isBest={isBest(all, index)} highest={highest} />
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollingTable>
      <Text size="xs" c="dimmed">
        In brackets the interval of 95 % ({listMethods(results).join('; ')}). ★ is the highest mean.
      </Text>
    </Stack>
  );
}

interface MeanCellProps {
  result: Result | undefined;
  isBest: boolean;
  highest: number;
}

function MeanCell({ result, isBest, highest }: MeanCellProps) {
  if (!result) return null;
  return (
    <Stack gap={0}>
      {result.mean ? (
        <MeanWords mean={result.mean} isBest={isBest} highest={highest} />
      ) : (
        <Text size="sm" c="dimmed">
          none
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {describeCounts(result)}
      </Text>
    </Stack>
  );
}

/** A mean with its interval. */
export function MeanWords(props: { mean: MeanInterval; isBest?: boolean; highest: number }) {
  const { mean, isBest = false, highest } = props;
  return (
    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
      <b>{formatMark(mean.mean, highest)}</b>
      {isBest && <span title="The highest mean"> ★</span>}{' '}
      <Text span size="xs" c="dimmed">
        ({formatInterval(mean, highest)})
      </Text>
    </Text>
  );
}

function describeCounts({ marked, without, failed, open }: Result): string {
  const rest = [
    [without, 'nothing expected'],
    [failed, 'could not be scored'],
    [open, 'to come'],
  ] as const;
  return [
    `${marked.toLocaleString()} scored`,
    ...rest
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count.toLocaleString()} ${word}`),
  ].join(', ');
}

/** Whether one of several has the highest mean; where all have the same, nobody has. */
function isBest(results: readonly Result[], index: number): boolean {
  const means = results.flatMap(({ mean }) => (mean ? [mean.mean] : []));
  const highest = Math.max(...means);
  return results[index]?.mean?.mean === highest && means.some((mean) => mean < highest);
}

function listMethods({ scores }: EvaluationResults): string[] {
  const methods = scores.flatMap(({ results }) => results.map(({ mean }) => mean?.method));
  return [...new Set(methods)].flatMap((method) => (method ? [intervalWords[method]] : []));
}
