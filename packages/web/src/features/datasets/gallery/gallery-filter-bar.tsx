import { Group, SegmentedControl, Select } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { rowTypeNames } from '../../../components/describe-rows.ts';
import { SearchInput } from '../../../components/search-input.tsx';
import { changeSearch, type RowSearch } from './row-search.ts';
import { type TileSize, tileSizes } from './tile-size.ts';

interface GalleryFilterBarProps {
  dataset: DatasetView;
  search: RowSearch;
  onSearch: (search: RowSearch) => void;
  size: TileSize;
  onSize: (size: TileSize) => void;
}

/** Which rows are shown, in which order, how large. */
export function GalleryFilterBar(props: GalleryFilterBarProps) {
  const { dataset, search, onSearch, size, onSize } = props;
  const change = (changes: RowSearch) => onSearch(changeSearch(search, changes));
  const types = dataRowTypes.filter((type) => dataset.rowCounts[type] > 0);
  return (
    <Group gap="xs">
      <SearchInput
        name="Show rows with the words"
        placeholder="Key or text"
        style={field}
        shortest={2}
        words={search.text}
        onSearch={(text) => change({ text })}
      />
      {types.length > 1 && (
        <Select
          aria-label="Show rows of the type"
          placeholder="Any type"
          size="xs"
          style={field}
          clearable
          data={types.map((type) => ({ value: type, label: rowTypeNames[type][1] }))}
          value={search.type ?? null}
          onChange={(chosen) => change({ type: types.find((type) => type === chosen) })}
        />
      )}
      <PredictionFilter search={search} onChange={change} />
      <MetadataFilter search={search} onChange={change} />
      <Order search={search} onChange={change} />
      <SegmentedControl
        aria-label="Size of the tiles"
        size="xs"
        ml="auto"
        data={tileSizes.map((value) => ({ value, label: value }))}
        value={size}
        onChange={(chosen) => onSize(tileSizes.find((known) => known === chosen) ?? 'medium')}
      />
    </Group>
  );
}

interface PartProps {
  search: RowSearch;
  onChange: (changes: RowSearch) => void;
}

function Order({ search, onChange }: PartProps) {
  return (
    <Select
      aria-label="Order"
      size="xs"
      style={field}
      allowDeselect={false}
      data={[
        { value: 'import', label: 'In order of import' },
        { value: 'key', label: 'By key' },
      ]}
      value={search.order ?? 'import'}
      onChange={(order) => onChange({ order: order === 'key' ? 'key' : undefined })}
    />
  );
}

/** By whether anything was predicted, and by which model. */
function PredictionFilter({ search, onChange }: PartProps) {
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  const data = [
    { value: 'none', label: 'Without predictions' },
    { value: 'some', label: 'With predictions' },
    ...(models.data?.items ?? []).map((model) => ({
      value: model.id,
      label: `Predicted by ${showControls(model.name)}`,
    })),
  ];
  return (
    <Select
      aria-label="Show rows by their predictions"
      placeholder="Any predictions"
      size="xs"
      style={field}
      searchable
      clearable
      data={data}
      value={search.modelId ?? search.predicted ?? null}
      onChange={(chosen) => {
        const predicted = (['none', 'some'] as const).find((known) => known === chosen);
        onChange({ predicted, modelId: predicted ? undefined : (chosen ?? undefined) });
      }}
    />
  );
}

/** By a field of metadata, and where one is named, by its value. */
function MetadataFilter({ search, onChange }: PartProps) {
  return (
    <>
      <SearchInput
        isPlain
        name="Show rows with the field of metadata"
        placeholder="Metadata field"
        style={field}
        words={search.field}
        onSearch={(name) => onChange({ field: name, value: name ? search.value : undefined })}
      />
      {search.field !== undefined && (
        <SearchInput
          isPlain
          name={`Value of ${showControls(search.field)}`}
          placeholder="Any value"
          maxLength={500}
          style={field}
          words={search.value}
          onSearch={(value) => onChange({ value })}
        />
      )}
    </>
  );
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 140px', maxWidth: 220 };
