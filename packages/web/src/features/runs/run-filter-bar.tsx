import { Group, Select } from '@mantine/core';
import { runStates } from '@patchbay/core/run/run-state.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { SearchInput } from '../../components/search-input.tsx';
import type { RunSearch } from './run-search.ts';

interface RunFilterBarProps {
  search: RunSearch;
  onSearch: (search: RunSearch) => void;
}

/** By words, state, model and dataset, and in which order. */
export function RunFilterBar({ search, onSearch }: RunFilterBarProps) {
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  const change = (part: { [Key in keyof RunSearch]?: RunSearch[Key] | undefined }) => {
    const all = Object.entries({ ...search, ...part });
    onSearch(Object.fromEntries(all.filter(([, value]) => value !== undefined)));
  };
  return (
    <Group gap="xs" role="search" aria-label="Runs">
      <SearchInput
        name="Show runs with the words"
        placeholder="Name, model or dataset"
        style={field}
        words={search.text}
        onSearch={(text) => change({ text })}
      />
      <Choice
        label="Show runs that are"
        placeholder="Any state"
        data={runStates.map((state) => ({ value: state, label: state }))}
        value={search.state}
        onChoose={(value) => change({ state: runStates.find((state) => state === value) })}
      />
      <Choice
        label="Show runs of the model"
        placeholder="Any model"
        data={named(models.data?.items)}
        value={search.modelId}
        onChoose={(modelId) => change({ modelId })}
      />
      <Choice
        label="Show runs over the dataset"
        placeholder="Any dataset"
        data={named(datasets.data?.items)}
        value={search.datasetId}
        onChoose={(datasetId) => change({ datasetId })}
      />
      <Choice
        label="Order"
        placeholder="Newest first"
        data={[{ value: 'oldest', label: 'Oldest first' }]}
        value={search.order === 'oldest' ? 'oldest' : undefined}
        onChoose={(value) => change({ order: value === 'oldest' ? 'oldest' : undefined })}
      />
    </Group>
  );
}

interface ChoiceProps {
  label: string;
  placeholder: string;
  data: { value: string; label: string }[];
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, placeholder, data, value, onChoose }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      size="xs"
      style={field}
      searchable={data.length > 10}
      clearable
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
    />
  );
}

function named(things: readonly { id: string; name: string }[] = []) {
  return things.map(({ id, name }) => ({ value: id, label: showControls(name) }));
}

/** As wide as a narrow window lets two of them be, and not much wider. */
const field = { flex: '1 1 150px', maxWidth: 230 };
