import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FilterChoice, filterField, nameOptions } from '../../components/filter-choice.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import type { EvaluationSearch } from './evaluation-search.ts';

interface EvaluationFilterBarProps {
  search: EvaluationSearch;
  onSearch: (search: EvaluationSearch) => void;
}

/** By words, model and dataset, and in which order. */
export function EvaluationFilterBar({ search, onSearch }: EvaluationFilterBarProps) {
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  const change = (
    part: { [Key in keyof EvaluationSearch]?: EvaluationSearch[Key] | undefined },
  ) => {
    const all = Object.entries({ ...search, ...part });
    onSearch(Object.fromEntries(all.filter(([, value]) => value !== undefined)));
  };
  return (
    <Group gap="xs" role="search" aria-label="Evaluations">
      <SearchInput
        name="Show evaluations with the words"
        placeholder="Name, candidate or dataset"
        style={filterField}
        words={search.text}
        onSearch={(text) => change({ text })}
      />
      <FilterChoice
        label="Show evaluations of the model"
        placeholder="Any model"
        data={nameOptions(models.data?.items)}
        value={search.modelId}
        onChoose={(modelId) => change({ modelId })}
      />
      <FilterChoice
        label="Show evaluations over the dataset"
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
