import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { DatasetPage } from '../../features/datasets/dataset-page.tsx';
import { RunList } from '../../features/runs/run-list.tsx';
import { StartRunLink } from '../../features/runs/start-run-link.tsx';

const route = getRouteApi('/datasets/$datasetId');

/** `/datasets/$datasetId?text=…&type=…&order=…`, and what else its gallery is narrowed by */
export function DatasetRoute() {
  const { datasetId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <DatasetPage
      key={datasetId}
      datasetId={datasetId}
      search={search}
      onSearch={(next) => void navigate({ search: next, resetScroll: false })}
      onRemoved={() => void navigate({ to: '/datasets' })}
      runs={
        <>
          <Group>
            <StartRunLink draft={{ dataset: datasetId }} />
          </Group>
          <RunList filter={{ datasetId }} />
        </>
      }
    />
  );
}
