import { Group, Select } from '@mantine/core';
import { SearchInput } from '../../components/search-input.tsx';
import type { DatasetSearch } from './dataset-search.ts';

interface DatasetSearchBarProps {
  search: DatasetSearch;
  onSearch: (search: DatasetSearch) => void;
}

/** By words and in which order. */
export function DatasetSearchBar({ search, onSearch }: DatasetSearchBarProps) {
  const { text, order } = search;
  return (
    <Group gap="xs">
      <SearchInput
        name="Show datasets with the words"
        placeholder="Name or description"
        style={{ flex: '1 1 180px', maxWidth: 320 }}
        words={text}
        onSearch={(words) => onSearch({ ...(words && { text: words }), ...(order && { order }) })}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Order"
        allowDeselect={false}
        data={[
          { value: 'name', label: 'By name' },
          { value: 'newest', label: 'Newest first' },
        ]}
        value={order ?? 'name'}
        onChange={(chosen) =>
          onSearch({ ...(text && { text }), ...(chosen === 'newest' && { order: 'newest' }) })
        }
      />
    </Group>
  );
}
