import { Button, Group, Select } from '@mantine/core';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { healthStates } from '@patchbay/core/model/model-health.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { FilterChoice, filterField } from '../../../components/filter-choice.tsx';
import { SearchInput } from '../../../components/search-input.tsx';
import { healthWords } from '../statistics/health-words.ts';
import { type CatalogueSearch, catalogueSearchSchema, isNarrowed } from './catalogue-search.ts';

interface CatalogueBarProps {
  search: CatalogueSearch;
  onChange: (changes: Partial<CatalogueSearch>) => void;
}

const sorts = [
  { value: 'name', label: 'By name' },
  { value: 'newest', label: 'Newest first' },
  { value: 'last-run', label: 'Last run first' },
];

/** By words, protocol, type, health and whether it is enabled; and the order. */
export function CatalogueBar({ search, onChange }: CatalogueBarProps) {
  const protocols = useQuery(api.protocols.list.queryOptions());
  const { text, protocol, dataRowType, enabled, health, sort = 'name' } = search;
  /** What a select gives is read as an address is: a word that is none of ours counts as nothing. */
  const choose = (name: keyof CatalogueSearch) => (value: string | null | undefined) =>
    onChange({ [name]: catalogueSearchSchema.parse({ [name]: value ?? undefined })[name] });
  return (
    <Group gap="xs" role="search" aria-label="Find models">
      <SearchInput
        name="Show models with the words"
        placeholder="Name or description"
        style={{ flex: '2 1 180px', maxWidth: 280 }}
        words={text}
        onSearch={(words) => onChange({ text: words })}
      />
      <FilterChoice
        label="Protocol"
        placeholder="Any protocol"
        data={(protocols.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        value={protocol}
        onChoose={choose('protocol')}
      />
      <FilterChoice
        label="What the model takes"
        placeholder="Any type"
        data={dataRowTypes.map((value) => ({ value, label: value }))}
        value={dataRowType}
        onChoose={choose('dataRowType')}
      />
      <FilterChoice
        label="Health"
        placeholder="Any health"
        data={healthStates.map((value) => ({ value, label: healthWords[value] }))}
        value={health}
        onChoose={choose('health')}
      />
      <FilterChoice
        label="Enabled or disabled"
        placeholder="Enabled or not"
        data={[
          { value: 'true', label: 'enabled' },
          { value: 'false', label: 'disabled' },
        ]}
        value={enabled === undefined ? undefined : String(enabled)}
        onChoose={(value) =>
          onChange({ enabled: value === undefined ? undefined : value === 'true' })
        }
      />
      <Order sort={sort} onChange={choose('sort')} />
      {isNarrowed(search) && <ShowAll onChange={onChange} />}
    </Group>
  );
}

function Order({ sort, onChange }: { sort: string; onChange: (value: string | null) => void }) {
  return (
    <Select
      aria-label="Order"
      size="xs"
      style={filterField}
      data={sorts}
      value={sort}
      allowDeselect={false}
      onChange={onChange}
    />
  );
}

function ShowAll({ onChange }: Pick<CatalogueBarProps, 'onChange'>) {
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      onClick={() =>
        onChange({
          text: undefined,
          protocol: undefined,
          dataRowType: undefined,
          enabled: undefined,
          health: undefined,
        })
      }
    >
      Show all
    </Button>
  );
}
