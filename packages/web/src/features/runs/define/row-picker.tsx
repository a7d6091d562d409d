import { Checkbox, Group, ScrollArea, Text } from '@mantine/core';
import { mostChosenRows } from '@patchbay/core/run/run-selection.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { DataRowTile } from '../../../components/data-row-tile.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import classes from './define-run-page.module.css';

interface RowPickerProps {
  datasetId: string;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}

/** The data rows of a dataset, to be ticked one by one. */
export function RowPicker({ datasetId, chosen, onChoose }: RowPickerProps) {
  const query = useInfiniteQuery(
    api.datasets.listDataRows.infiniteOptions({
      input: (cursor: Cursor) => ({ id: datasetId, ...(cursor && { cursor }), limit: 60 }),
      ...byCursor,
    }),
  );
  const isChosen = new Set(chosen);
  const isFull = chosen.length >= mostChosenRows;
  const choose = (id: string, isTicked: boolean) =>
    onChoose(isTicked ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          Tick the data rows to run over, at most {mostChosenRows.toLocaleString()}.
        </Text>
      </Group>
      <ScrollArea.Autosize mah={420} type="auto" viewportProps={{ tabIndex: 0 }}>
        <PagedList query={query} empty={<Text size="sm">The dataset is empty.</Text>}>
          {(rows) => (
            <div className={classes.choices}>
              {rows.map((row) => (
                <DataRowTile
                  key={row.id}
                  dataRow={row}
                  caption={
                    <Checkbox
                      size="xs"
                      label={showControls(row.globalKey)}
                      checked={isChosen.has(row.id)}
                      disabled={isFull && !isChosen.has(row.id)}
                      onChange={(event) => choose(row.id, event.currentTarget.checked)}
                    />
                  }
                />
              ))}
            </div>
          )}
        </PagedList>
      </ScrollArea.Autosize>
    </>
  );
}
