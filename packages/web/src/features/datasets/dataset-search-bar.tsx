import { Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { DatasetSearch } from './dataset-search.ts';

interface DatasetSearchBarProps {
  search: DatasetSearch;
  onSearch: (search: DatasetSearch) => void;
}

/** By words and in which order: what is typed counts when it is left, or on Enter. */
export function DatasetSearchBar({ search, onSearch }: DatasetSearchBarProps) {
  const { text, order } = search;
  const take = (typed: string) => {
    const next = typed.trim() || undefined;
    if (next !== text) onSearch({ ...(next && { text: next }), ...(order && { order }) });
  };
  return (
    <Group gap="xs">
      <TextInput
        key={text}
        type="search"
        size="xs"
        flex="1 1 180px"
        maw={320}
        aria-label="Show datasets with the words"
        placeholder="Name or description"
        leftSection={<IconSearch size={14} aria-hidden />}
        defaultValue={text ?? ''}
        onBlur={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget.value);
        }}
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
