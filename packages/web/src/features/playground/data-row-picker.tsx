import { Modal, Select, SimpleGrid, Stack } from '@mantine/core';
import type { DataRowView, DatasetView } from '@patchbay/core/api/dataset-routes.ts';
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
import { SearchInput } from '../../components/search-input.tsx';
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
  const [text, setText] = useState<string>();
  const query = useInfiniteQuery(
    api.datasets.listDataRows.infiniteOptions({
      input: (cursor: Cursor) => ({
        id: datasetId,
        ...(cursor && { cursor }),
        ...(text && { text }),
        limit: 60,
      }),
      ...byCursor,
    }),
  );
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <DatasetSelect datasets={datasets} datasetId={datasetId} onChange={setDatasetId} />
        <SearchInput
          isLive
          size="sm"
          label="Search"
          placeholder="Words of its name or its text"
          shortest={2}
          words={text}
          onSearch={setText}
        />
      </SimpleGrid>
      <PagedList
        query={query}
        loading={<LoadingTiles />}
        empty={
          <EmptyState icon={<IconPhotoPlus size={26} />} title="No data row is found">
            {text ? 'Search for other words, or in another dataset.' : 'Choose another dataset.'}
          </EmptyState>
        }
      >
        {(dataRows) => <RowTiles model={model} dataRows={dataRows} onClose={onClose} />}
      </PagedList>
    </Stack>
  );
}

interface DatasetSelectProps {
  datasets: readonly DatasetView[];
  datasetId: string;
  onChange: (id: string) => void;
}

function DatasetSelect({ datasets, datasetId, onChange }: DatasetSelectProps) {
  return (
    <Select
      label="Dataset"
      data={datasets.map((dataset) => ({
        value: dataset.id,
        label: `${showControls(dataset.name)} (${describeRows(dataset)})`,
      }))}
      value={datasetId}
      onChange={(id) => id && onChange(id)}
      searchable
      allowDeselect={false}
    />
  );
}

interface RowTilesProps {
  model: ModelView;
  dataRows: readonly DataRowView[];
  onClose: () => void;
}

/** Those that the model takes, each a link to the playground with it. */
function RowTiles({ model, dataRows, onClose }: RowTilesProps) {
  const { dataRowTypes } = model.revision;
  return (
    <TileGrid>
      {dataRows
        .filter(({ type }) => dataRowTypes.includes(type))
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
  );
}

function hasRowsFor(model: ModelView, dataset: DatasetView): boolean {
  return model.revision.dataRowTypes.some((type) => dataset.rowCounts[type] > 0);
}
