import { Badge, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { describeCounts } from '../run-counts.ts';
import { RunParameters } from '../run-parameters.tsx';

/** What the two runs are called on the page: their names may be long, and the same. */
export const letters = ['A', 'B'] as const;

/** The two runs side by side: what they have in common is seen, and what tells them apart. */
export function ComparedRuns({ runs }: { runs: readonly [RunView, RunView] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {runs.map((run, place) => (
        <ComparedRun key={run.id} letter={letters[place] ?? ''} run={run} />
      ))}
    </SimpleGrid>
  );
}

function ComparedRun({ letter, run }: { letter: string; run: RunView }) {
  const { id, name, model, dataset, createdAt, counts } = run;
  const when = new Date(createdAt);
  return (
    <Paper withBorder p="md" component="article" aria-label={`Run ${letter}`}>
      <Stack gap={6}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Badge size="md" circle variant="light">
            {letter}
          </Badge>
          <Text size="sm" fw={600} flex={1} miw={0} style={{ overflowWrap: 'anywhere' }}>
            <AnchorLink to="/runs/$runId" params={{ runId: id }} inherit>
              {showControls(name)}
            </AnchorLink>
          </Text>
          <StateBadge state={run.state} />
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {showControls(model.name)} · revision {model.revision} · {showControls(dataset.name)}
        </Text>
        <Text size="sm" c="dimmed">
          {when.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })} ·{' '}
          {describeCounts(counts)}
        </Text>
        <RunParameters parameters={run.parameters} />
      </Stack>
    </Paper>
  );
}
