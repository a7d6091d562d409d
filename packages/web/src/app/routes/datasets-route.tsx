import { getRouteApi } from '@tanstack/react-router';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { CreateDatasetButton } from '../../features/datasets/create-dataset-button.tsx';
import { DatasetList } from '../../features/datasets/dataset-list.tsx';

const route = getRouteApi('/datasets');

/** `/datasets?text=…&order=…` */
export function DatasetsRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const open = (datasetId: string) =>
    void navigate({ to: '/datasets/$datasetId', params: { datasetId } });
  const create = (
    <Permitted to="datasets:write">
      <CreateDatasetButton onCreated={open} />
    </Permitted>
  );
  return (
    <PageFrame
      title="Datasets"
      actions={create}
      subtitle={<ReadOnlyNote needs="datasets:write" what="create or fill a dataset" />}
    >
      <DatasetList
        search={search}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
        action={create}
      />
    </PageFrame>
  );
}
