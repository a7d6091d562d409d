import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { type Pause, pauseTexts } from '@patchbay/core/run/pause.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { useResume } from './use-run-change.ts';

/** Why a run is paused, since when, what happens next, and what a person can do. */
export function PauseBanner({ run, pause }: { run: RunView; pause: Pause }) {
  const resuming = useResume();
  const { title, remedy } = pauseTexts[pause.cause];
  return (
    <Alert color="yellow" icon={<IconPlayerPause aria-hidden />} title={title}>
      <Stack gap="xs" align="flex-start">
        {run.reason && <Text size="sm">{run.reason}</Text>}
        <Text size="sm">
          <b>What to do:</b> {remedy}
        </Text>
        <Text size="sm" c="dimmed">
          Began <Moment at={pause.since} />
          {pause.probeAt && (
            <>
              {' '}
              · tried {describeTimes(pause.probes)} so far, next <Moment at={pause.probeAt} />
            </>
          )}
        </Text>
        <Group gap="md">
          <Permitted to="runs:write">
            <Button
              size="compact-sm"
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              loading={resuming.isPending}
              onClick={() => resuming.mutate({ id: run.id })}
            >
              Resume
            </Button>
          </Permitted>
          {pause.cause === 'credentials' && (
            <Permitted to="models:write">
              <AnchorLink to="/models/$modelId" params={{ modelId: run.model.id }} size="sm">
                Enter the secret of {showControls(run.model.name)}
              </AnchorLink>
            </Permitted>
          )}
        </Group>
        {resuming.error && <FailureNotice error={resuming.error} />}
      </Stack>
    </Alert>
  );
}

function describeTimes(times: number): string {
  return times === 1 ? 'once' : `${times.toLocaleString()} times`;
}
