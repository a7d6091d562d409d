import { Button, Group, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { CheckReportView } from '../check-report-view.tsx';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { isOutdated, resultFor } from './use-trials.ts';

/** Whether the endpoint keeps its contract, rule by rule, by the check of registered models. */
export function ConformanceStep({ model, trials, test }: StepProps) {
  const { check } = trials;
  const report = resultFor(check, model);
  const pending = check.isPending ? (check.variables.depth ?? 'quick') : null;
  return (
    <>
      <Text size="sm" c="dimmed">
        A quick check asks for the classes and one answer. The full one calls about 25 times: it
        also sends odd, wrong and simultaneous requests, and looks at coordinates, offsets,
        confidences and speed.
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          loading={pending === 'quick'}
          disabled={pending === 'full'}
          onClick={() => test.check('quick')}
        >
          Quick check
        </Button>
        <Button
          variant="light"
          leftSection={<IconStethoscope size={16} aria-hidden />}
          loading={pending === 'full'}
          disabled={pending === 'quick'}
          onClick={() => test.check('full')}
        >
          Full check
        </Button>
      </Group>
      <TrialResult
        pending={pending === 'full' ? 'Calling about 25 times …' : 'Calling the endpoint …'}
        trial={check}
        isOutdated={isOutdated(check, model)}
      >
        {report && <CheckReportView report={report} />}
      </TrialResult>
    </>
  );
}
