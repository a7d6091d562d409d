import { getRouteApi } from '@tanstack/react-router';
import { DatasetPage } from '../../features/datasets/dataset-page.tsx';
import { RunList } from '../../features/runs/run-list.tsx';

const route = getRouteApi('/datasets/$datasetId');

/** `/datasets/$datasetId` */
export function DatasetRoute() {
  const { datasetId } = route.useParams();
  return (
    <DatasetPage key={datasetId} datasetId={datasetId} runs={<RunList datasetId={datasetId} />} />
  );
}
