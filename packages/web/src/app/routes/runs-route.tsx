import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { RunFilterBar } from '../../features/runs/run-filter-bar.tsx';
import { RunList } from '../../features/runs/run-list.tsx';
import { StartRunLink } from '../../features/runs/start-run-link.tsx';

const route = getRouteApi('/runs');

/** `/runs?text=…&state=…&modelId=…&datasetId=…&order=…` */
export function RunsRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame
      title="Runs"
      subtitle={<ReadOnlyNote needs="runs:write" what="start a run" />}
      actions={<StartRunLink />}
    >
      <RunFilterBar search={search} onSearch={(next) => void navigate({ search: next })} />
      <RunList
        filter={search}
        action={
          <Group gap="xs" justify="center">
            <ButtonLink to="/models">Go to the models</ButtonLink>
            <ButtonLink to="/datasets" variant="default">
              Go to the datasets
            </ButtonLink>
          </Group>
        }
      />
    </PageFrame>
  );
}
