import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import type { RunEstimate } from '@patchbay/core/run/run-estimate.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconEye, IconPlayerPlay } from '@tabler/icons-react';
import { useId } from 'react';
import { Facts } from '../../../components/facts.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { formatEstimate } from '../../../components/format-duration.ts';
import { LoadingLines } from '../../../components/loading-lines.tsx';
import { Section } from '../../../components/section.tsx';
import { largestPreview, toSelection } from './run-draft.ts';
import type { DraftedRun } from './use-run-draft.ts';

/** What the run will take, and the buttons that begin it: the preview first. */
export function EstimateCard({ drafted }: { drafted: DraftedRun }) {
  const { estimate, draft } = drafted;
  return (
    <Section title="What it will take">
      {estimate.error && <FailureNotice error={estimate.error} />}
      {estimate.data && <Estimate estimate={estimate.data} isReused={draft.reuse} />}
      {estimate.isFetching && !estimate.data && <LoadingLines />}
      {!estimate.data && !estimate.isFetching && !estimate.error && (
        <Text size="sm" c="dimmed">
          Choose a model, a dataset and data rows.
        </Text>
      )}
      <StartButtons drafted={drafted} />
      {drafted.error && <FailureNotice error={drafted.error} />}
    </Section>
  );
}

function Estimate({ estimate, isReused }: { estimate: RunEstimate; isReused: boolean }) {
  const { items, calls, seconds, tokens } = estimate;
  const unknown = 'not known';
  return (
    <Stack gap="xs" aria-live="polite" component="div">
      <Facts
        facts={[
          ['Items', items === null ? 'many' : items.toLocaleString()],
          [isReused ? 'Calls at most' : 'Calls', calls?.toLocaleString() ?? 'many'],
          ['Time', seconds === null ? unknown : formatEstimate(seconds)],
          ['Tokens', tokens === null ? null : `about ${Math.round(tokens).toLocaleString()}`],
        ]}
      />
      <Text size="xs" c="dimmed">
        {explain(estimate)}
        {isReused && ' Results that are used again take no call.'} Retries, and videos that are sent
        by frames, take more calls.
      </Text>
    </Stack>
  );
}

/** On what the numbers stand, in a sentence. */
function explain({ basis, measured }: RunEstimate): string {
  const run = measured && `“${showControls(measured.runName)}” (revision ${measured.revision})`;
  switch (basis) {
    case 'pace':
      return `The time is taken from the pace of ${run}: ${number(measured?.itemsPerSecond)} items per second.`;
    case 'latency':
      return `The time is a guess from the median latency of ${number(measured?.calls)} calls in ${run}, ${number(measured?.latencyMs)} ms, and the calls at once.`;
    case 'rate':
      return 'The time is the least that the rate limit of the model allows.';
    case null:
      return 'The model has not answered in a run yet, so nothing is known of its pace: a preview will tell.';
  }
}

function number(value: number | null | undefined): string {
  return (value ?? 0).toLocaleString(undefined, { maximumSignificantDigits: 3 });
}

function StartButtons({ drafted }: { drafted: DraftedRun }) {
  const { draft, model, dataset, isStarting, change, estimate } = drafted;
  const isReady = Boolean(model?.enabled && dataset) && toSelection(draft) !== null;
  const hasRows = estimate.data?.items !== 0;
  const fewId = useId();
  return (
    <Stack gap="xs">
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" id={fewId}>
          Items of the preview
        </Text>
        <NumberInput
          aria-labelledby={fewId}
          size="xs"
          w={80}
          min={1}
          max={largestPreview}
          allowDecimal={false}
          clampBehavior="strict"
          value={draft.few}
          onChange={(few) => typeof few === 'number' && few >= 1 && change({ few })}
        />
      </Group>
      <Button
        leftSection={<IconEye size={16} aria-hidden />}
        loading={isStarting}
        disabled={!isReady}
        onClick={drafted.startPreview}
      >
        Preview on a few items
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={isStarting}
        disabled={!isReady || !hasRows}
        onClick={drafted.start}
      >
        Start without a preview
      </Button>
    </Stack>
  );
}
