import { Button, Checkbox, Group, ScrollArea, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { mostChosenRows } from '@patchbay/core/run/run-selection.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { DataRowTile } from '../../../components/data-row-tile.tsx';
import { rowTypeNames } from '../../../components/describe-rows.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { LoadingTiles } from '../../../components/loading-lines.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import classes from './define-run-page.module.css';
import { type RowFilter, useChooseAll } from './use-choose-all.ts';

interface RowPickerProps {
  dataset: DatasetView;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}

/** The data rows of a dataset, to be ticked one by one, or all that have a type or words. */
export function RowPicker({ dataset, chosen, onChoose }: RowPickerProps) {
  const [typed, setTyped] = useState('');
  const [type, setType] = useState<DataRowType>();
  const [text] = useDebouncedValue(typed.trim(), 300);
  const filter: RowFilter = { ...(text.length > 1 && { text }), ...(type && { type }) };
  const query = useRows(dataset.id, filter);
  const isChosen = new Set(chosen);
  const isFull = chosen.length >= mostChosenRows;
  const choose = (id: string, isTicked: boolean) =>
    onChoose(isTicked ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <>
      <Text size="sm" c="dimmed">
        Tick the data rows to run over, at most {mostChosenRows.toLocaleString()}.
      </Text>
      <Group gap="xs">
        <TextInput
          type="search"
          aria-label="Show rows with the words"
          placeholder="Key or text"
          size="xs"
          style={field}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TypeChoice dataset={dataset} type={type} onChange={setType} />
        <ChooseAll {...{ dataset, filter, chosen, onChoose }} />
      </Group>
      <ScrollArea.Autosize mah={420} type="auto" viewportProps={{ tabIndex: 0 }}>
        <PagedList
          query={query}
          loading={<LoadingTiles />}
          empty={
            <Text size="sm">
              {Object.keys(filter).length > 0
                ? 'No data row is like this.'
                : 'The dataset is empty.'}
            </Text>
          }
        >
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

function useRows(id: string, filter: RowFilter) {
  return useInfiniteQuery(
    api.datasets.listDataRows.infiniteOptions({
      input: (cursor: Cursor) => ({ id, ...filter, ...(cursor && { cursor }), limit: 60 }),
      ...byCursor,
    }),
  );
}

interface TypeChoiceProps {
  dataset: DatasetView;
  type: DataRowType | undefined;
  onChange: (type: DataRowType | undefined) => void;
}

function TypeChoice({ dataset, type, onChange }: TypeChoiceProps) {
  const types = dataRowTypes.filter((one) => dataset.rowCounts[one] > 0);
  if (types.length < 2) return null;
  return (
    <Select
      aria-label="Show rows of the type"
      placeholder="Any type"
      size="xs"
      style={field}
      clearable
      data={types.map((one) => ({ value: one, label: rowTypeNames[one][1] }))}
      value={type ?? null}
      onChange={(picked) => onChange(types.find((one) => one === picked))}
    />
  );
}

/** Ticks all that is found, as far as that many can be chosen, and nothing at all. */
function ChooseAll({ dataset, filter, chosen, onChoose }: RowPickerProps & { filter: RowFilter }) {
  const choosing = useChooseAll(dataset.id);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={choosing.isPending}
        onClick={() => choosing.mutate({ filter, chosen }, { onSuccess: onChoose })}
      >
        {Object.keys(filter).length > 0 ? 'Tick all that are found' : 'Tick all'}
      </Button>
      {chosen.length > 0 && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onChoose([])}>
          Tick none
        </Button>
      )}
      {choosing.error && <FailureNotice error={choosing.error} />}
    </>
  );
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 140px', maxWidth: 220 };
