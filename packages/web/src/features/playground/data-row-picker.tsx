import { Modal, Select, Stack } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { DataRowTile } from '../../components/data-row-tile.tsx';
import { describeDataRow } from '../../components/describe-data-row.ts';
import { describeRows } from '../../components/describe-rows.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { LoadingTiles } from '../../components/loading-lines.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';

interface DataRowPickerProps {
  model: ModelView;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds the data row that the model is to be asked about. */
export function DataRowPicker({ model, isOpen, onClose }: DataRowPickerProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Choose a data row" size="xl">
      <PickerContent model={model} onClose={onClose} />
    </Modal>
  );
}

function PickerContent({ model, onClose }: Omit<DataRowPickerProps, 'isOpen'>) {
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  return (
    <Loaded query={datasets}>
      {({ items }) => {
        const fitting = items.filter((dataset) => hasRowsFor(model, dataset));
        return fitting.length > 0 ? (
          <DatasetRows model={model} datasets={fitting} onClose={onClose} />
        ) : (
          <EmptyState icon={<IconPhotoPlus size={26} />} title="No dataset has data rows for it">
            The model takes {model.revision.dataRowTypes.join(' and ')}. Import some into a dataset,
            or ask about something of your own.
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

interface DatasetRowsProps {
  model: ModelView;
  datasets: readonly DatasetView[];
  onClose: () => void;
}

function DatasetRows({ model, datasets, onClose }: DatasetRowsProps) {
  const [datasetId, setDatasetId] = useState(datasets[0]?.id ?? '');
  const query = useInfiniteQuery(
    api.datasets.listDataRows.infiniteOptions({
      input: (cursor: Cursor) => ({ id: datasetId, ...(cursor && { cursor }), limit: 60 }),
      ...byCursor,
    }),
  );
  const takes = (type: string) => model.revision.dataRowTypes.some((taken) => taken === type);
  return (
    <Stack>
      <Select
        label="Dataset"
        data={datasets.map((dataset) => ({
          value: dataset.id,
          label: `${showControls(dataset.name)} (${describeRows(dataset)})`,
        }))}
        value={datasetId}
        onChange={(id) => id && setDatasetId(id)}
        searchable
        allowDeselect={false}
      />
      <PagedList
        query={query}
        loading={<LoadingTiles />}
        empty={
          <EmptyState icon={<IconPhotoPlus size={26} />} title="No data row is found">
            Choose another dataset.
          </EmptyState>
        }
      >
        {(dataRows) => (
          <TileGrid>
            {dataRows
              .filter(({ type }) => takes(type))
              .map((dataRow) => (
                <DataRowTile
                  key={dataRow.id}
                  dataRow={dataRow}
                  caption={
                    <CoverLink
                      to="/models/$modelId/playground"
                      params={{ modelId: model.id }}
                      search={{ dataRow: dataRow.id }}
                      resetScroll={false}
                      onClick={onClose}
                    >
                      {showControls(dataRow.globalKey)}
                    </CoverLink>
                  }
                  note={describeDataRow(dataRow)}
                />
              ))}
          </TileGrid>
        )}
      </PagedList>
    </Stack>
  );
}

function hasRowsFor(model: ModelView, dataset: DatasetView): boolean {
  return model.revision.dataRowTypes.some((type) => dataset.rowCounts[type] > 0);
}
