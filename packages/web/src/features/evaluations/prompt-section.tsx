import { Group, Select, Stack, Switch, Table, Text } from '@mantine/core';
import type {
  AnswerView,
  EvaluationView,
  PromptView,
} from '@patchbay/core/api/evaluation-views.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor, liveInterval } from '../../api/page-queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { ScrollingTable } from '../../components/scrolling-table.tsx';
import { Section } from '../../components/section.tsx';
import classes from './answer-text.module.css';
import { liveIntervalMs } from './evaluation-queries.ts';
import type { PromptFilter } from './prompt-filter.ts';
import { describeMark } from './score-words.ts';

interface PromptSectionProps {
  evaluation: EvaluationView;
  filter: PromptFilter;
  onFilter: (filter: PromptFilter) => void;
}

/** The prompts with the marks of one score, in the order that is wanted. */
export function PromptSection({ evaluation, filter, onFilter }: PromptSectionProps) {
  const { id, scores, isUnderWay } = evaluation;
  const score = scores.find((one) => one.id === filter.scoreId) ?? scores.at(-1);
  const order = score ? (filter.order ?? 'dataset') : 'dataset';
  const prompts = useInfiniteQuery(
    api.evaluations.prompts.infiniteOptions({
      input: (cursor: Cursor) => ({
        id,
        order,
        ...(score && { scoreId: score.id }),
        ...(filter.failed && { failed: 'true' as const }),
        ...(cursor && { cursor }),
        limit: 50,
      }),
      ...byCursor,
      refetchInterval: liveInterval(isUnderWay, liveIntervalMs),
    }),
  );
  return (
    <Section title="Prompts">
      <PromptFilterBar
        evaluation={evaluation}
        scoreId={score?.id}
        filter={{ ...filter, order }}
        onFilter={onFilter}
      />
      <PagedList
        query={prompts}
        empty={
          <EmptyState icon={<IconListSearch size={26} />} title="No prompt fits">
            Every answer is there, and all of them were scored.
          </EmptyState>
        }
      >
        {(items) => <PromptTable evaluation={evaluation} prompts={items} scoreId={score?.id} />}
      </PagedList>
    </Section>
  );
}

interface PromptFilterBarProps extends PromptSectionProps {
  /** Whose marks are shown. */
  scoreId: string | undefined;
}

/** Which prompts are shown, which first, and the marks of which score. */
function PromptFilterBar({ evaluation, scoreId, filter, onFilter }: PromptFilterBarProps) {
  return (
    <Group gap="md" align="flex-end">
      <Select
        label="Order"
        data={[
          { value: 'dataset', label: 'As in the dataset' },
          { value: 'worst', label: 'Worst first', disabled: !scoreId },
          { value: 'disagreement', label: 'Furthest apart first', disabled: !scoreId },
        ]}
        value={filter.order ?? 'dataset'}
        onChange={(next) =>
          onFilter({
            ...filter,
            order: (next ?? 'dataset') as NonNullable<PromptFilter['order']>,
          })
        }
        allowDeselect={false}
      />
      {scoreId && (
        <Select
          label="Marks of"
          data={evaluation.scores.map((one) => ({ value: one.id, label: showControls(one.name) }))}
          value={scoreId}
          onChange={(next) => onFilter({ ...filter, ...(next && { scoreId: next }) })}
          allowDeselect={false}
        />
      )}
      <Switch
        label="Failed or missing"
        checked={filter.failed ?? false}
        onChange={(event) => {
          const { failed: _, ...rest } = filter;
          onFilter(event.currentTarget.checked ? { ...rest, failed: true } : rest);
        }}
        pb={8}
      />
    </Group>
  );
}

interface PromptTableProps {
  evaluation: EvaluationView;
  prompts: readonly PromptView[];
  scoreId: string | undefined;
}

function PromptTable({ evaluation, prompts, scoreId }: PromptTableProps) {
  const { candidates, scores } = evaluation;
  const kind = scores.find(({ id }) => id === scoreId)?.settings.kind;
  const highest = kind ? scoreDefinitions[kind].highest : 1;
  return (
    <ScrollingTable minWidth={320 + candidates.length * 120} label="Prompts" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">#</Table.Th>
          <Table.Th scope="col">Prompt</Table.Th>
          {candidates.map(({ id, name }) => (
            <Table.Th key={id} scope="col" style={{ overflowWrap: 'anywhere' }}>
              {showControls(name)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {prompts.map((prompt) => (
          <Table.Tr key={prompt.dataRowId}>
            <Table.Td>{prompt.number.toLocaleString()}</Table.Td>
            <Table.Td maw={420}>
              <AnchorLink
                to="/evaluations/$evaluationId/prompts/$dataRowId"
                params={{ evaluationId: evaluation.id, dataRowId: prompt.dataRowId }}
                size="sm"
                lineClamp={2}
              >
                {showControls(prompt.prompt.slice(0, 300)) || '(empty)'}
              </AnchorLink>
            </Table.Td>
            {prompt.answers.map((answer) => (
              <Table.Td key={answer.candidateId}>
                <AnswerCell answer={answer} scoreId={scoreId} highest={highest} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollingTable>
  );
}

interface AnswerCellProps {
  answer: AnswerView;
  scoreId: string | undefined;
  highest: number;
}

/** The mark of an answer, and its beginning; or how it stands. */
function AnswerCell({ answer, scoreId, highest }: AnswerCellProps) {
  if (answer.state !== 'answered') {
    return (
      <Text size="sm" className={answer.state === 'failed' ? classes.failed : classes.absent}>
        {answer.state}
      </Text>
    );
  }
  const mark = answer.marks.find((one) => one.scoreId === scoreId);
  return (
    <Stack gap={0}>
      {mark && (
        <Text size="sm" fw={600} className={mark.problem ? classes.failed : undefined}>
          {describeMark(mark, highest)}
        </Text>
      )}
      <Text size="xs" c="dimmed" lineClamp={1}>
        {showControls((answer.text ?? '').slice(0, 120))}
      </Text>
    </Stack>
  );
}
