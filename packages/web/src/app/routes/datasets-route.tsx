import { useNavigate } from '@tanstack/react-router';
import { PageFrame } from '../../components/page-frame.tsx';
import { CreateDatasetButton } from '../../features/datasets/create-dataset-button.tsx';
import { DatasetList } from '../../features/datasets/dataset-list.tsx';

/** `/datasets` */
export function DatasetsRoute() {
  const navigate = useNavigate();
  const open = (datasetId: string) =>
    void navigate({ to: '/datasets/$datasetId', params: { datasetId } });
  return (
    <PageFrame title="Datasets" actions={<CreateDatasetButton onCreated={open} />}>
      <DatasetList action={<CreateDatasetButton onCreated={open} />} />
    </PageFrame>
  );
}
