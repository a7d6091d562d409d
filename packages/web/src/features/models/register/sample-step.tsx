import { Button, Group, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { SampleAnswer } from './sample-answer.tsx';
import { SampleChooser } from './sample-chooser.tsx';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { targetOf } from './use-trials.ts';

/** A prediction on something of one's own: what the model draws on it or marks in it, and every word of the call. */
export function SampleStep({ draft, change, protocol, model, trials, test }: StepProps) {
  const { sample } = draft;
  const { data, variables } = trials.sample;
  const isOfThis =
    data !== undefined &&
    variables?.sample === sample &&
    targetOf(variables.draft) === (model && targetOf(model));
  const isEmpty = sample?.kind === 'text' && sample.text.trim() === '';
  return (
    <>
      <Text size="sm" c="dimmed">
        Ask the model about something that you know. Nothing of it is kept.
      </Text>
      <SampleChooser
        types={protocol.dataRowTypes.filter((type) => draft.dataRowTypes.includes(type))}
        sample={sample}
        onChange={(chosen) => change({ sample: chosen })}
      />
      <Group>
        <Button
          variant="light"
          leftSection={<IconSparkles size={16} aria-hidden />}
          loading={trials.sample.isPending}
          disabled={!sample || isEmpty}
          onClick={test.sample}
        >
          Ask the model
        </Button>
      </Group>
      <TrialResult
        pending="Asking the model …"
        trial={trials.sample}
        isOutdated={data !== undefined && !isOfThis}
      >
        {isOfThis && sample && (
          <SampleAnswer key={trials.sample.submittedAt} sample={sample} answer={data} />
        )}
      </TrialResult>
    </>
  );
}
