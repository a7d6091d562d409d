import { Badge, Group, Stack, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Moment } from '../../components/moment.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { describeCounts, describeLength } from './run-counts.ts';
import { RunProgressBar } from './run-progress-bar.tsx';
import type { RunSearch } from './run-search.ts';

interface RunListProps {
  /** Which runs, and in which order: all, newest first, where it says nothing. */
  filter?: RunSearch;
  action?: ReactNode;
}

/** Runs with how far they are; those that go on are read again by themselves. */
export function RunList({ filter = {}, action }: RunListProps) {
  const query = useInfiniteQuery(
    api.runs.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...filter, ...(cursor && { cursor }), limit: 30 }),
      ...byCursor,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data?.pages[0]?.items.some((run) => !hasEnded(run.state)) ? 3_000 : 15_000,
    }),
  );
  return (
    <PagedList query={query} empty={<NoRuns filter={filter} action={action} />}>
      {(runs) => runs.map((run) => <RunRow key={run.id} run={run} />)}
    </PagedList>
  );
}

function NoRuns({ filter, action }: { filter: RunSearch; action: ReactNode }) {
  const { text, state, modelId, datasetId } = filter;
  if (text !== undefined || state !== undefined) {
    return (
      <EmptyState icon={<IconSearch size={26} />} title="No such runs">
        No run is like this. Choose another state or other words.
      </EmptyState>
    );
  }
  const isOfOne = modelId !== undefined || datasetId !== undefined;
  return (
    <EmptyState icon={<IconPlayerPlay size={26} />} title="No runs yet" action={action}>
      {isOfOne
        ? `No run was made ${describePlace(filter)} yet.`
        : 'A run takes a model over the data rows of a dataset. Register a model, import a dataset, then start a run: first over a few items, then over all.'}
    </EmptyState>
  );
}

function describePlace({ modelId, datasetId }: RunSearch): string {
  if (datasetId === undefined) return 'with this model';
  return modelId === undefined ? 'over this dataset' : 'with this model over this dataset';
}

function RunRow({ run }: { run: RunView }) {
  return (
    <ListRow>
      <Stack gap={8}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text fw={600} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            <CoverLink to="/runs/$runId" params={{ runId: run.id }}>
              {showControls(run.name)}
            </CoverLink>
          </Text>
          <Group gap={6} wrap="nowrap" style={{ flexShrink: 0 }}>
            {run.preview && (
              <Badge size="sm" variant="light" color="grape" tt="none">
                preview
              </Badge>
            )}
            <StateBadge state={run.state} />
          </Group>
        </Group>
        <RunProgressBar counts={run.counts} size={6} />
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" truncate flex="1 1 240px">
            {showControls(run.model.name)} · revision {run.model.revision} ·{' '}
            {showControls(run.dataset.name)}
          </Text>
          <Text size="sm" c="dimmed">
            {[describeCounts(run.counts), describeLength(run)].filter(Boolean).join(' · ')} ·{' '}
            <Moment at={run.createdAt} />
          </Text>
        </Group>
      </Stack>
    </ListRow>
  );
}
