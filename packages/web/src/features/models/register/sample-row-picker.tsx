import { Modal, Select, Stack, Text, UnstyledButton } from '@mantine/core';
import type { DataRowContent, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { DataRowTile } from '../../../components/data-row-tile.tsx';
import { describeDataRow } from '../../../components/describe-data-row.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { TileGrid } from '../../../components/tile-grid.tsx';

interface SampleRowPickerProps {
  types: readonly DataRowType[];
  isOpen: boolean;
  onClose: () => void;
  onPick: (row: DataRowView & DataRowContent) => void;
}

/** Finds a data row among the first ones of a dataset: enough for a first try. */
export function SampleRowPicker({ types, isOpen, onClose, onPick }: SampleRowPickerProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Pick a data row" size="xl">
      <Datasets types={types} onPick={onPick} />
    </Modal>
  );
}

type PickerProps = Pick<SampleRowPickerProps, 'types' | 'onPick'>;

function Datasets({ types, onPick }: PickerProps) {
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 100 } }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Loaded query={datasets}>
      {({ items }) => {
        const fitting = items.filter((dataset) =>
          types.some((type) => dataset.rowCounts[type] > 0),
        );
        const datasetId = chosen ?? fitting[0]?.id;
        if (datasetId === undefined) {
          return <Text size="sm">No dataset has data rows that the model takes.</Text>;
        }
        return (
          <Stack>
            <Select
              label="Dataset"
              data={fitting.map(({ id, name }) => ({ value: id, label: showControls(name) }))}
              value={datasetId}
              onChange={setChosen}
              allowDeselect={false}
              searchable
            />
            <Rows datasetId={datasetId} types={types} onPick={onPick} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Rows({ datasetId, types, onPick }: PickerProps & { datasetId: string }) {
  const rows = useQuery(
    api.datasets.listDataRows.queryOptions({ input: { id: datasetId, limit: 60 } }),
  );
  const picking = useMutation(api.datasets.getDataRow.mutationOptions({ onSuccess: onPick }));
  return (
    <Loaded query={rows}>
      {({ items }) => (
        <Stack>
          {picking.error && <FailureNotice error={picking.error} />}
          <TileGrid>
            {items
              .filter(({ type }) => types.includes(type))
              .map((dataRow) => (
                <UnstyledButton key={dataRow.id} onClick={() => picking.mutate({ id: dataRow.id })}>
                  <DataRowTile
                    dataRow={dataRow}
                    caption={showControls(dataRow.globalKey)}
                    note={describeDataRow(dataRow)}
                  />
                </UnstyledButton>
              ))}
          </TileGrid>
        </Stack>
      )}
    </Loaded>
  );
}
