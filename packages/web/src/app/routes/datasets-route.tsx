import { useNavigate } from '@tanstack/react-router';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { CreateDatasetButton } from '../../features/datasets/create-dataset-button.tsx';
import { DatasetList } from '../../features/datasets/dataset-list.tsx';

/** `/datasets` */
export function DatasetsRoute() {
  const navigate = useNavigate();
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
      <DatasetList action={create} />
    </PageFrame>
  );
}
