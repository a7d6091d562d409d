import { Group } from '@mantine/core';
import { runStates } from '@patchbay/core/run/run-state.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FilterChoice, filterField, nameOptions } from '../../components/filter-choice.tsx';
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
        style={filterField}
        words={search.text}
        onSearch={(text) => change({ text })}
      />
      <FilterChoice
        label="Show runs that are"
        placeholder="Any state"
        data={runStates.map((state) => ({ value: state, label: state }))}
        value={search.state}
        onChoose={(value) => change({ state: runStates.find((state) => state === value) })}
      />
      <FilterChoice
        label="Show runs of the model"
        placeholder="Any model"
        data={nameOptions(models.data?.items)}
        value={search.modelId}
        onChoose={(modelId) => change({ modelId })}
      />
      <FilterChoice
        label="Show runs over the dataset"
        placeholder="Any dataset"
        data={nameOptions(datasets.data?.items)}
        value={search.datasetId}
        onChoose={(datasetId) => change({ datasetId })}
      />
      <FilterChoice
        label="Order"
        placeholder="Newest first"
        data={[{ value: 'oldest', label: 'Oldest first' }]}
        value={search.order === 'oldest' ? 'oldest' : undefined}
        onChoose={(value) => change({ order: value === 'oldest' ? 'oldest' : undefined })}
      />
    </Group>
  );
}
