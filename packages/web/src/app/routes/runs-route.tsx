import { Group } from '@mantine/core';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { RunList } from '../../features/runs/run-list.tsx';

/** `/runs` */
export function RunsRoute() {
  return (
    <PageFrame title="Runs" subtitle={<ReadOnlyNote needs="runs:write" what="start a run" />}>
      <RunList
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
