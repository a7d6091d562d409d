import { IconKey } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { Section } from '../../../components/section.tsx';
import { CreateKeyButton } from './create-key-button.tsx';
import { KeyRow } from './key-row.tsx';

/** The API keys, newest first. */
export function KeysPage() {
  const query = useInfiniteQuery(
    api.apiKeys.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  const create = (
    <Permitted to="keys:write">
      <CreateKeyButton />
    </Permitted>
  );
  return (
    <Section title="All keys" actions={create}>
      <PagedList
        query={query}
        empty={
          <EmptyState icon={<IconKey size={26} />} title="No API keys yet">
            A key lets a script, the command line on another machine, or another platform call this
            hub. Make one for each, so that each can be revoked by itself.
          </EmptyState>
        }
      >
        {(keys) => keys.map((apiKey) => <KeyRow key={apiKey.id} apiKey={apiKey} />)}
      </PagedList>
    </Section>
  );
}
