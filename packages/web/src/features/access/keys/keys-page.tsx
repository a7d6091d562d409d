import { Group, Select, Text } from '@mantine/core';
import { apiKeyStates } from '@patchbay/core/api/key-routes.ts';
import { IconKey } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { SearchInput } from '../../../components/search-input.tsx';
import { Section } from '../../../components/section.tsx';
import { type KeySearch, withoutGaps } from '../access-search.ts';
import { CreateKeyButton } from './create-key-button.tsx';
import { KeyRow } from './key-row.tsx';

interface KeysPageProps {
  search: KeySearch;
  onSearch: (search: KeySearch) => void;
}

/** The API keys, newest first, all or those that are searched for. */
export function KeysPage({ search, onSearch }: KeysPageProps) {
  const query = useInfiniteQuery(
    api.apiKeys.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...withoutGaps(search), ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  const isSearched = Object.keys(withoutGaps(search)).length > 0;
  const create = (
    <Permitted to="keys:write">
      <CreateKeyButton />
    </Permitted>
  );
  return (
    <Section title="All keys" actions={create}>
      <KeySearchBar search={search} onSearch={onSearch} />
      <PagedList
        query={query}
        empty={
          isSearched ? (
            <Text size="sm" c="dimmed">
              There is no key of which that is true.
            </Text>
          ) : (
            <EmptyState icon={<IconKey size={26} />} title="No API keys yet">
              A key lets a script, the command line on another machine, or another platform call
              this hub. Make one for each, so that each can be revoked by itself.
            </EmptyState>
          )
        }
      >
        {(keys) => keys.map((apiKey) => <KeyRow key={apiKey.id} apiKey={apiKey} />)}
      </PagedList>
    </Section>
  );
}

/** By words and by state. */
function KeySearchBar({ search, onSearch }: KeysPageProps) {
  return (
    <Group gap="xs" role="search" aria-label="API keys">
      <SearchInput
        name="Show keys with the words"
        placeholder="Name, or how it begins"
        words={search.text}
        maxLength={200}
        style={{ flex: '1 1 180px', maxWidth: 320 }}
        onSearch={(text) => onSearch(withoutGaps({ ...search, text }))}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Show keys that are"
        placeholder="Any state"
        clearable
        data={[...apiKeyStates]}
        value={search.state ?? null}
        onChange={(state) => onSearch(withoutGaps({ ...search, state: state ?? undefined }))}
      />
    </Group>
  );
}
