import { Button } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { IconGitCompare, IconPlayerPause, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { apiBase } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ExportMenu } from '../../components/export-menu.tsx';
import { FailureBelow } from '../../components/failure-below.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { DecodeAgainButton } from './decode-again-button.tsx';
import type { ShownProgress } from './latest-progress.ts';
import { canRetry, useCancel, usePause, useRetry } from './use-run-change.ts';

const exports = [
  { name: 'JSON Lines: every prediction whole', query: 'format=jsonl' },
  { name: 'CSV for spreadsheets: a line an annotation', query: 'format=csv&safe=1' },
  { name: 'CSV for programs: cells as they are', query: 'format=csv' },
  { name: 'COCO results: boxes and masks', query: 'format=coco-results' },
  { name: 'COCO legend: what the ids of images and categories mean', query: 'format=coco-legend' },
] as const;

interface RunActionsProps {
  run: RunView;
  progress: ShownProgress;
}

/** What can be done with a run by the one who looks: steer it, and take its predictions away. */
export function RunActions({ run, progress }: RunActionsProps) {
  return (
    <>
      <Permitted to="runs:write">
        <SteerRun run={run} progress={progress} />
      </Permitted>
      <Permitted to="predictions:read">
        <ButtonLink
          to="/runs/compare"
          search={{ a: run.id }}
          variant="default"
          leftSection={<IconGitCompare size={16} aria-hidden />}
        >
          Compare
        </ButtonLink>
        <ExportMenu files={listExports(run.id)} />
      </Permitted>
    </>
  );
}

/** Pauses a run, cancels it, retries what failed, reads it anew. */
function SteerRun({ run, progress }: RunActionsProps) {
  const { id: runId } = run;
  const cancelling = useCancel();
  const pausing = usePause();
  const retrying = useRetry();
  const failure = cancelling.error ?? pausing.error ?? retrying.error;
  return (
    <>
      {(progress.state === 'running' || progress.state === 'queued') && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          loading={pausing.isPending}
          onClick={() => pausing.mutate({ id: runId })}
        >
          Pause
        </Button>
      )}
      {!hasEnded(progress.state) && (
        <ConfirmButton
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          loading={cancelling.isPending}
          question="Cancel this run?"
          explanation="No further items are sent to the model. The predictions that are saved stay. A cancelled run cannot be taken up again."
          confirm="Cancel the run"
          onConfirm={() => cancelling.mutate({ id: runId })}
        >
          Cancel
        </ConfirmButton>
      )}
      {progress.counts.failed > 0 && canRetry(progress.state) && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={retrying.isPending}
          onClick={() => retrying.mutate({ id: runId })}
        >
          Retry {progress.counts.failed.toLocaleString()} failed
        </Button>
      )}
      {progress.counts.failed + progress.counts.succeeded > 0 && (
        <DecodeAgainButton variant="default" run={run} />
      )}
      <FailureBelow error={failure} />
    </>
  );
}

function listExports(runId: string) {
  return exports.map(({ name, query }) => ({
    name,
    href: `${apiBase}/runs/${runId}/export?${query}`,
  }));
}
