import { Button, Group, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { ReachNotice } from './reach-notice.tsx';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { isOutdated, resultFor } from './use-trials.ts';

/** Whether the model is loaded: a cold one is waited for, or left to wake up while one goes on. */
export function ReachStep({ model, trials, test }: StepProps) {
  const report = resultFor(trials.wake, model);
  return (
    <>
      <Text size="sm" c="dimmed">
        A server may be there while its model is still being loaded. One prediction for a small
        input of ours shows that it is warm. A cold model may take minutes: that is no failure. Wait
        for it, or go on meanwhile and come back.
      </Text>
      <Group>
        <Button
          variant="light"
          leftSection={<IconFlame size={16} aria-hidden />}
          loading={trials.wake.isPending}
          onClick={test.wake}
        >
          {report?.state === 'waking' ? 'Ask again' : 'Ask for one prediction'}
        </Button>
      </Group>
      <TrialResult
        pending="Waiting for the prediction …"
        trial={trials.wake}
        isOutdated={isOutdated(trials.wake, model)}
      >
        {report && <ReachNotice report={report} />}
        {report && report.state !== 'warm' && (
          <Text size="sm">
            You may go on and save the model all the same: it is marked as unverified until it has
            answered.
          </Text>
        )}
      </TrialResult>
    </>
  );
}
