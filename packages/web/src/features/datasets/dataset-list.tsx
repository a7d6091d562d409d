import { Group, Text } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPhoto } from '@tabler/icons-react';
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

/** The datasets that are looked for. */
export function DatasetList({ search, action }: { search: DatasetSearch; action: ReactNode }) {
  const query = useInfiniteQuery(
    api.datasets.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...search, ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList
      query={query}
      empty={
        search.text !== undefined ? (
          <Text c="dimmed" size="sm">
            No dataset has these words in its name or description.
          </Text>
        ) : (
          <EmptyState icon={<IconPhoto size={26} />} title="No datasets yet" action={action}>
            A dataset is a set of images, texts, pages, conversations or videos. Create one, then
            drop files into it.
          </EmptyState>
        )
      }
    >
      {(datasets) => datasets.map((dataset) => <DatasetRow key={dataset.id} dataset={dataset} />)}
    </PagedList>
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
          {dataset.description}
        </Text>
      )}
    </ListRow>
  );
}
