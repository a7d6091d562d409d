import { Button, Group, Stack, Text } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPhoto, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { describeRows } from '../../components/describe-rows.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Moment } from '../../components/moment.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import type { DatasetSearch } from './dataset-search.ts';
import { DatasetSearchBar } from './dataset-search-bar.tsx';

interface DatasetListProps {
  search: DatasetSearch;
  onSearch: (search: DatasetSearch) => void;
  /** Leads on from the empty list. */
  action: ReactNode;
}

/** The datasets, found by words. */
export function DatasetList({ search, onSearch, action }: DatasetListProps) {
  const query = useInfiniteQuery(
    api.datasets.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...search, ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  const isNarrowed = search.text !== undefined;
  const isEmpty = query.data?.pages[0]?.items.length === 0 && !isNarrowed;
  return (
    <Stack gap="md">
      {!isEmpty && <DatasetSearchBar search={search} onSearch={onSearch} />}
      <PagedList
        query={query}
        empty={
          isNarrowed ? (
            <NothingFound onShowAll={() => onSearch({})} />
          ) : (
            <NoDatasets {...{ action }} />
          )
        }
      >
        {(datasets) => datasets.map((dataset) => <DatasetRow key={dataset.id} dataset={dataset} />)}
      </PagedList>
    </Stack>
  );
}

function NoDatasets({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconPhoto size={26} />} title="No datasets yet" action={action}>
      A dataset is a set of images, texts, pages, conversations or videos. Create one, then drop
      files into it.
    </EmptyState>
  );
}

function NothingFound({ onShowAll }: { onShowAll: () => void }) {
  return (
    <EmptyState
      icon={<IconSearch size={26} />}
      title="No dataset is like that"
      action={
        <Button variant="default" onClick={onShowAll}>
          Show all datasets
        </Button>
      }
    >
      There are datasets, but none with these words in its name or description.
    </EmptyState>
  );
}

function DatasetRow({ dataset }: { dataset: DatasetView }) {
  return (
    <ListRow>
      <Group justify="space-between" gap="xs">
        <Text fw={600} truncate>
          <CoverLink to="/datasets/$datasetId" params={{ datasetId: dataset.id }}>
            {showControls(dataset.name)}
          </CoverLink>
        </Text>
        <Text size="sm" c="dimmed">
          {describeRows(dataset)} ·{' '}
          {dataset.lastImportedAt ? (
            <>
              imported <Moment at={dataset.lastImportedAt} />
            </>
          ) : (
            <>
              created <Moment at={dataset.createdAt} />
            </>
          )}
        </Text>
      </Group>
      {dataset.description && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {showControls(dataset.description)}
        </Text>
      )}
    </ListRow>
  );
}
