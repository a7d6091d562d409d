import { Badge, Group, Select, Stack, Text } from '@mantine/core';
import type { ModelView, RevisionView } from '@patchbay/core/api/model-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { ListRow } from '../../../components/list-row.tsx';
import { Moment } from '../../../components/moment.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { Section } from '../../../components/section.tsx';
import type { ModelSearch } from '../model-tab.ts';
import { RevisionComparison } from './revision-comparison.tsx';

interface RevisionsTabProps {
  model: ModelView;
  search: ModelSearch;
  onSearch: (search: ModelSearch) => void;
}

/** All revisions of a model, and what any two of them do not have in common. */
export function RevisionsTab({ model, search, onSearch }: RevisionsTabProps) {
  const query = useInfiniteQuery(
    api.models.revisions.infiniteOptions({
      input: (cursor: Cursor) => ({ id: model.id, ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList query={query} empty={null}>
      {(revisions) => (
        <Stack gap="md">
          {revisions.length > 1 && <Comparison {...{ revisions, search, onSearch }} />}
          <Section title="Revisions">
            <Text size="sm" c="dimmed">
              A revision never changes. Runs keep the one with which they were started; new runs
              take the newest.
            </Text>
            <Stack gap="xs">
              {revisions.map((revision, index) => (
                <RevisionRow key={revision.id} revision={revision} isNewest={index === 0} />
              ))}
            </Stack>
          </Section>
        </Stack>
      )}
    </PagedList>
  );
}

interface ComparisonProps extends Omit<RevisionsTabProps, 'model'> {
  /** Newest first. */
  revisions: readonly RevisionView[];
}

function Comparison({ revisions, search, onSearch }: ComparisonProps) {
  const find = (number: number | undefined) =>
    revisions.find((revision) => revision.number === number);
  const after = find(search.to) ?? revisions[0];
  const before = find(search.from) ?? revisions[1];
  if (!before || !after) return null;
  const data = revisions.map(({ number }) => ({
    value: String(number),
    label: `Revision ${number}`,
  }));
  return (
    <Section
      title="Compare"
      actions={
        <Group gap="xs">
          <Select
            aria-label="The revision before"
            size="xs"
            w={140}
            data={data}
            value={String(before.number)}
            allowDeselect={false}
            onChange={(value) =>
              onSearch({ tab: 'revisions', from: Number(value), to: after.number })
            }
          />
          <Text size="sm" c="dimmed">
            and
          </Text>
          <Select
            aria-label="The revision after"
            size="xs"
            w={140}
            data={data}
            value={String(after.number)}
            allowDeselect={false}
            onChange={(value) =>
              onSearch({ tab: 'revisions', from: before.number, to: Number(value) })
            }
          />
        </Group>
      }
    >
      <RevisionComparison before={before} after={after} />
    </Section>
  );
}

function RevisionRow({ revision, isNewest }: { revision: RevisionView; isNewest: boolean }) {
  const classCount = new Set(listFeatures(revision.ontology).map(({ name }) => name)).size;
  const { url } = revision.connection;
  return (
    <ListRow label={`Revision ${revision.number}`}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600} size="sm">
            Revision {revision.number}
          </Text>
          {isNewest && (
            <Badge size="sm" variant="light" tt="none">
              newest
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          <Moment at={revision.createdAt} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {typeof url === 'string' && `${url} · `}
        {classCount.toLocaleString()} {classCount === 1 ? 'class' : 'classes'}
      </Text>
    </ListRow>
  );
}
