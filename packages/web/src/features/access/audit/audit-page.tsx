import { Paper } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { LoadingLines } from '../../../components/loading-lines.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { AuditEntry } from './audit-entry.tsx';
import { AuditExport } from './audit-export.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { type AuditSearch, changeSearch, toAuditFilter } from './audit-search.ts';

interface AuditPageProps {
  search: AuditSearch;
  onSearch: (search: AuditSearch) => void;
}

/** Who changed what, when and from where, newest first. */
export function AuditPage({ search, onSearch }: AuditPageProps) {
  const filter = toAuditFilter(search);
  const query = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...filter, ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  const change = (changes: AuditSearch) => onSearch(changeSearch(search, changes));
  return (
    <PageFrame title="Audit" actions={<AuditExport filter={filter} />}>
      <AuditFilterBar search={search} onChange={change} />
      <PagedList
        query={query}
        loading={<LoadingLines count={8} height={44} />}
        empty={
          <EmptyState icon={<IconHistory size={26} />} title="Nothing was changed">
            No entry fits what is chosen above.
          </EmptyState>
        }
      >
        {(entries) => (
          <Paper withBorder component="ol" px="md" py={4} m={0} style={{ listStyle: 'none' }}>
            {entries.map((entry) => (
              <AuditEntry
                key={entry.id}
                entry={entry}
                onActor={(actor) => change({ actor })}
                onAction={(action) => change({ action })}
              />
            ))}
          </Paper>
        )}
      </PagedList>
    </PageFrame>
  );
}
