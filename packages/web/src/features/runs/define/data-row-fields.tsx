import { Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { largestSample } from '@patchbay/core/run/run-selection.ts';
import { Section } from '../../../components/section.tsx';
import { RowPicker } from './row-picker.tsx';
import { countRows, type RowChoice, rowChoices } from './run-draft.ts';
import type { DraftedRun } from './use-run-draft.ts';

interface DataRowFieldsProps {
  drafted: DraftedRun;
  dataset: DatasetView;
}

const names: { readonly [Choice in RowChoice]: string } = {
  all: 'All',
  sample: 'A sample, taken at random',
  rest: 'Those without a result of this model',
  chosen: 'Chosen ones',
};

/** Chooses which data rows of the dataset the run is over, and counts them. */
export function DataRowFields({ drafted, dataset }: DataRowFieldsProps) {
  const { draft, change, estimate } = drafted;
  const chooseRows = (value: string) => {
    const rows = rowChoices.find((choice) => choice === value);
    if (rows) change({ rows });
  };
  return (
    <Section title="Data rows" actions={<Count drafted={drafted} />}>
      <Radio.Group label="Which data rows" value={draft.rows} onChange={chooseRows}>
        <Stack gap="xs" mt="xs">
          {rowChoices.map((choice) => (
            <Radio
              key={choice}
              value={choice}
              label={
                choice === 'all' ? `All ${countRows(dataset).toLocaleString()}` : names[choice]
              }
              description={describe(choice, drafted)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.rows === 'sample' && <SampleFields drafted={drafted} />}
      {draft.rows === 'chosen' && (
        <RowPicker
          key={dataset.id}
          dataset={dataset}
          chosen={draft.chosen}
          onChoose={(chosen) => change({ chosen: [...chosen] })}
        />
      )}
      {estimate.data && estimate.data.unsupported > 0 && draft.rows !== 'sample' && (
        <Text size="sm" c="dimmed">
          {describeUnsupported(estimate.data.unsupported)}
        </Text>
      )}
    </Section>
  );
}

function describe(choice: RowChoice, { model }: DraftedRun): string | undefined {
  if (choice === 'rest') {
    return `Only data rows for which revision ${model?.revision.number ?? 1} has not succeeded yet.`;
  }
  return undefined;
}

function SampleFields({ drafted: { draft, change } }: { drafted: DraftedRun }) {
  return (
    <Group gap="md" align="flex-start">
      <NumberInput
        label="How many"
        value={draft.sample}
        min={1}
        max={largestSample}
        allowDecimal={false}
        thousandSeparator
        w={160}
        onChange={(value) => typeof value === 'number' && value >= 1 && change({ sample: value })}
      />
      <NumberInput
        label="Seed"
        description="The same seed takes the same sample."
        inputWrapperOrder={['label', 'input', 'description']}
        placeholder="any"
        value={draft.seed ?? ''}
        min={0}
        max={0xffff_ffff}
        allowDecimal={false}
        w={220}
        onChange={(value) => change({ seed: typeof value === 'number' ? value : undefined })}
      />
    </Group>
  );
}

/** How many data rows are chosen, told as it changes. */
function Count({ drafted: { draft, estimate } }: { drafted: DraftedRun }) {
  const items = estimate.data?.items;
  const isNone = draft.rows === 'chosen' && draft.chosen.length === 0;
  return (
    <Text size="sm" c="dimmed" role="status" aria-live="polite">
      {isNone && 'none chosen yet'}
      {!isNone && items === null && 'too many to be counted quickly'}
      {!isNone && typeof items === 'number' && `${items.toLocaleString()} chosen`}
    </Text>
  );
}

function describeUnsupported(count: number): string {
  return count === 1
    ? 'One of them is of a type that the model does not take: it fails without a call.'
    : `${count.toLocaleString()} of them are of types that the model does not take: they fail without a call.`;
}
