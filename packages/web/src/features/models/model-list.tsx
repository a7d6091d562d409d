import { Badge, Group, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconBox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { ModelStateBadges } from './model-state-badges.tsx';
import { readEndpoint } from './read-endpoint.ts';

/** The models by name. */
export function ModelList({ action }: { action: ReactNode }) {
  const query = useInfiniteQuery(
    api.models.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList
      query={query}
      empty={
        <EmptyState icon={<IconBox size={26} />} title="No models yet" action={action}>
          A model is anything that answers behind an HTTP endpoint. Register yours to run it over a
          dataset.
        </EmptyState>
      }
    >
      {(models) => models.map((model) => <ModelRow key={model.id} model={model} />)}
    </PagedList>
  );
}

function ModelRow({ model }: { model: ModelView }) {
  const features = listFeatures(model.revision.ontology);
  // A class that is drawn both as a box and as a polygon is one class.
  const classCount = new Set(features.map((feature) => feature.name)).size;
  return (
    <ListRow>
      <Group justify="space-between" gap="xs">
        <Group gap="xs" miw={0} flex="1 1 240px">
          <Text fw={600} truncate>
            <CoverLink to="/models/$modelId" params={{ modelId: model.id }}>
              {showControls(model.name)}
            </CoverLink>
          </Text>
          <Badge size="sm" variant="default" tt="none">
            {model.revision.protocol}
          </Badge>
          <ModelStateBadges model={model} />
        </Group>
        <Text size="sm" c="dimmed">
          {classCount} {classCount === 1 ? 'class' : 'classes'} ·{' '}
          {model.revision.dataRowTypes.join(', ')}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" truncate>
        {readEndpoint(model)}
      </Text>
      {model.description && (
        <Text size="sm" lineClamp={2} mt={2}>
          {model.description}
        </Text>
      )}
    </ListRow>
  );
}
