import { Badge, Group, Stack, Text } from '@mantine/core';
import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconScale, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Moment } from '../../components/moment.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { liveIntervalMs } from './evaluation-queries.ts';
import type { EvaluationSearch } from './evaluation-search.ts';

interface EvaluationListProps {
  /** Which evaluations, and in which order: all, newest first, where it says nothing. */
  filter: EvaluationSearch;
  action: ReactNode;
}

/** Evaluations; those in which something goes on are read again by themselves. */
export function EvaluationList({ filter, action }: EvaluationListProps) {
  const query = useInfiniteQuery(
    api.evaluations.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...filter, ...(cursor && { cursor }), limit: 30 }),
      ...byCursor,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data?.pages[0]?.items.some((one) => one.isUnderWay) ? liveIntervalMs : false,
    }),
  );
  return (
    <PagedList query={query} empty={<NoEvaluations filter={filter} action={action} />}>
      {(evaluations) => evaluations.map((one) => <EvaluationRow key={one.id} evaluation={one} />)}
    </PagedList>
  );
}

function NoEvaluations({ filter: { text, modelId, datasetId }, action }: EvaluationListProps) {
  if ([text, modelId, datasetId].some((value) => value !== undefined)) {
    return (
      <EmptyState
        icon={<IconSearch size={26} />}
        title="No such evaluations"
        action={
          <ButtonLink to="/evaluations" variant="default">
            Show all evaluations
          </ButtonLink>
        }
      >
        No evaluation is like this. Choose another model or dataset, or other words.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<IconScale size={26} />} title="No evaluations yet" action={action}>
      An evaluation asks several chat models the same prompts, scores their answers, and lets people
      judge them without knowing whose they are.
    </EmptyState>
  );
}

function EvaluationRow({ evaluation }: { evaluation: EvaluationView }) {
  const { id, name, candidates, prompts, createdAt, dataset, scores } = evaluation;
  return (
    <ListRow>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text fw={600} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            <CoverLink to="/evaluations/$evaluationId" params={{ evaluationId: id }}>
              {showControls(name)}
            </CoverLink>
          </Text>
          <EvaluationBadge evaluation={evaluation} />
        </Group>
        <Text size="sm" lineClamp={2}>
          {candidates.map((candidate) => showControls(candidate.name)).join(' · ')}
        </Text>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" truncate flex="1 1 240px">
            {showControls(dataset.name)} · {prompts.toLocaleString()}{' '}
            {prompts === 1 ? 'prompt' : 'prompts'}
            {scores.length > 0 &&
              ` · ${scores.map(({ name: score }) => showControls(score)).join(', ')}`}
          </Text>
          <Text size="sm" c="dimmed">
            <Moment at={createdAt} />
          </Text>
        </Group>
      </Stack>
    </ListRow>
  );
}

/** Whether anything is still to come. */
export function EvaluationBadge({ evaluation }: { evaluation: EvaluationView }) {
  const [word, color] = describeState(evaluation);
  return (
    <Badge variant="light" color={color} tt="none" fw={600} style={{ flexShrink: 0 }}>
      {word}
    </Badge>
  );
}

function describeState({ candidates, isUnderWay }: EvaluationView): [string, string] {
  if (!isUnderWay) return ['completed', 'teal'];
  const isPaused = candidates.some(({ run }) => run?.state === 'paused');
  return isPaused ? ['paused', 'yellow'] : ['under way', 'blue'];
}
