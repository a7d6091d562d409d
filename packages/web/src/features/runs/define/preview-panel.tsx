import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../../api/client.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Section } from '../../../components/section.tsx';
import { FailureGroups } from '../failure-groups.tsx';
import { RunProgressCard } from '../run-progress-card.tsx';
import { SuspicionNotices } from '../suspicion-notices.tsx';
import { useRunProgress } from '../use-run-progress.ts';
import { WarningSummary } from '../warning-summary.tsx';
import { PreviewTiles } from './preview-tiles.tsx';
import type { DraftedRun } from './use-run-draft.ts';

interface PreviewPanelProps {
  runId: string;
  drafted: DraftedRun;
  /** Whether anything is chosen to be run over. */
  canRun: boolean;
}

/** The predictions of a preview as they come, what went wrong, and the way on: the whole run, or back to the form. */
export function PreviewPanel({ runId, ...props }: PreviewPanelProps) {
  const run = useQuery(api.runs.get.queryOptions({ input: { id: runId } }));
  return (
    <Section
      title="Preview"
      actions={
        <AnchorLink to="/runs/$runId" params={{ runId }} size="sm">
          Open it as a run
        </AnchorLink>
      }
    >
      <Loaded query={run}>{(found) => <Preview run={found} {...props} />}</Loaded>
    </Section>
  );
}

function Preview({ run, drafted, canRun }: { run: RunView } & Omit<PreviewPanelProps, 'runId'>) {
  const { progress, isLost } = useRunProgress(run);
  const isLive = !hasEnded(progress.state);
  const summary = useQuery(
    api.runs.summary.queryOptions({
      input: { id: run.id },
      refetchInterval: isLive ? 1_000 : false,
    }),
  );
  const queryClient = useQueryClient();
  useEffect(() => {
    // What the preview showed of the model is a ground for the estimate.
    if (!isLive) void queryClient.invalidateQueries({ queryKey: api.runs.estimate.key() });
  }, [isLive, queryClient]);
  const classes = listFeatures(
    drafted.model?.revision.ontology ?? { tools: [], classifications: [] },
  );
  return (
    <Stack gap="md">
      <RunProgressCard run={run} progress={progress} isLost={isLost} />
      <PreviewTiles
        runId={run.id}
        finished={progress.counts.succeeded + progress.counts.failed}
        expected={progress.counts.total}
        knownClasses={classes.map(({ name }) => name)}
      />
      <Loaded query={summary}>
        {(found) => (
          <>
            <SuspicionNotices suspicions={found.suspicions} />
            {found.warningCodes.length > 0 && <WarningSummary warnings={found.warningCodes} />}
          </>
        )}
      </Loaded>
      {progress.counts.failed > 0 && (
        <FailureGroups run={run} failed={progress.counts.failed} canRetry={false} />
      )}
      {hasEnded(progress.state) && <Verdict drafted={drafted} canRun={canRun} run={run} />}
    </Stack>
  );
}

/** What is done after a preview. */
function Verdict({ drafted, canRun, run }: { drafted: DraftedRun; canRun: boolean; run: RunView }) {
  const items = drafted.estimate.data?.items;
  const number =
    typeof items === 'number' ? `all ${items.toLocaleString()}` : 'all that are chosen';
  if (drafted.isChanged) {
    return (
      <Alert color="blue" title="Something was changed since this preview">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">These predictions are of the model, data and parameters before.</Text>
          <Button size="compact-sm" loading={drafted.isStarting} onClick={drafted.startPreview}>
            Preview again
          </Button>
        </Stack>
      </Alert>
    );
  }
  const hasFailed = run.counts.succeeded === 0 && run.counts.failed > 0;
  return (
    <Stack gap="xs">
      {hasFailed && (
        <Text size="sm">
          No item of the preview succeeded. Mend what is named above before you run it over more.
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant={hasFailed ? 'default' : 'filled'}
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={drafted.isStarting}
          disabled={!canRun || items === 0}
          onClick={drafted.start}
        >
          {hasFailed ? `Run it over ${number} even so` : `Looks right: run it over ${number}`}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => window.scrollTo({ top: 0, behavior: 'smooth' })}
        >
          Change something
        </Button>
      </Group>
    </Stack>
  );
}
