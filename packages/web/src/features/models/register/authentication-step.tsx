import { Alert, Button, Group, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CredentialsFields } from '../credentials-fields.tsx';
import { ReachNotice } from './reach-notice.tsx';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { isOutdated, resultFor } from './use-trials.ts';

/** How the endpoint is shown who calls, by the kinds that its contract has. */
export function AuthenticationStep({ draft, change, protocol, model, trials, test }: StepProps) {
  const report = resultFor(trials.reach, model);
  const hasNone = Object.keys(model?.credentials ?? {}).length === 0;
  return (
    <>
      <Text size="sm" c="dimmed">
        What you enter is sealed when the model is saved, and never shown again. With nothing
        switched on, the endpoint is called without credentials.
      </Text>
      <CredentialsFields
        kinds={protocol.authentication}
        draft={draft.credentials}
        onChange={(credentials) => change({ credentials })}
      />
      <Group>
        <Button
          variant="light"
          leftSection={<IconKey size={16} aria-hidden />}
          loading={trials.reach.isPending}
          onClick={test.address}
        >
          {hasNone ? 'Test without credentials' : 'Test the credentials'}
        </Button>
      </Group>
      <TrialResult
        pending="Calling the endpoint …"
        trial={trials.reach}
        isOutdated={isOutdated(trials.reach, model)}
      >
        {report?.state === 'warm' && (
          <Alert
            color="teal"
            title={hasNone ? 'It answers everybody' : 'The credentials are taken'}
          >
            {hasNone
              ? 'The endpoint answered without being shown who calls.'
              : 'The endpoint answered what only those who are let in are answered, or it does not look at them: the full check finds out.'}
          </Alert>
        )}
        {report && report.state !== 'warm' && <ReachNotice report={report} />}
      </TrialResult>
    </>
  );
}
