import { Alert, Group, Select, Text } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { describeRows, rowTypeNames } from '../../../components/describe-rows.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { Section } from '../../../components/section.tsx';
import { hasRowsFor } from './run-draft.ts';
import type { DraftedRun } from './use-run-draft.ts';

interface ModelFieldsProps {
  drafted: DraftedRun;
  models: readonly ModelView[];
  datasets: readonly DatasetView[];
}

/** Chooses the model and the dataset; what cannot be chosen says why. */
export function ModelFields({ drafted, models, datasets }: ModelFieldsProps) {
  const { draft, model, dataset, change } = drafted;
  return (
    <Section title="Model and dataset">
      <Select
        label="Model"
        data={models.map((one) => ({
          value: one.id,
          label: `${showControls(one.name)}${one.enabled ? '' : ' (disabled: enable it on its page)'}`,
          disabled: !one.enabled,
        }))}
        value={model?.id ?? null}
        error={draft.model && !model && describeMissing('model')}
        onChange={(id) => change({ model: id ?? undefined, parameters: undefined })}
        placeholder="Choose a model"
        searchable
        allowDeselect={false}
        withAsterisk
      />
      {model && <ModelNote model={model} />}
      <Select
        label="Dataset"
        data={datasets.map((one) => ({
          value: one.id,
          label: `${showControls(one.name)} (${describeRows(one)})`,
          disabled: model !== null && !hasRowsFor(model, one),
        }))}
        value={dataset?.id ?? null}
        error={draft.dataset && !dataset && describeMissing('dataset')}
        onChange={(id) => change({ dataset: id ?? undefined, chosen: [] })}
        placeholder="Choose a dataset"
        searchable
        allowDeselect={false}
        withAsterisk
      />
      {model && dataset && !hasRowsFor(model, dataset) && (
        <Alert color="yellow" title="The model takes none of these data rows">
          {showControls(model.name)} takes {describeTypes(model)}, and the dataset has{' '}
          {describeRows(dataset)}. Choose another model or another dataset.
        </Alert>
      )}
    </Section>
  );
}

function describeMissing(what: 'model' | 'dataset'): string {
  return `The ${what} that the address names is not there: it was removed, or the address is wrong. Choose another one.`;
}

/** What is worth knowing of a model before it is run. */
function ModelNote({ model }: { model: ModelView }) {
  const { protocol, number } = model.revision;
  const { requestsPerSecond, concurrency } = model.limits;
  const facts = [
    `${protocol}, revision ${number}`,
    `takes ${describeTypes(model)}`,
    requestsPerSecond !== null && `at most ${requestsPerSecond.toLocaleString()} calls per second`,
    `${concurrency} ${concurrency === 1 ? 'call' : 'calls'} at once`,
  ];
  return (
    <>
      <Group gap="xs" mt={-8}>
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
        <AnchorLink to="/models/$modelId" params={{ modelId: model.id }} size="sm">
          Look at the model
        </AnchorLink>
      </Group>
      {!model.enabled && (
        <Alert color="yellow" title="The model is disabled">
          It takes no new runs. Enable it on its page, or choose another one.
        </Alert>
      )}
      {model.discovery.state === 'unverified' && (
        <Alert color="yellow" title="The model could not be asked for its classes yet">
          Its endpoint may be down. A preview will tell.
        </Alert>
      )}
    </>
  );
}

function describeTypes({ revision }: ModelView): string {
  return revision.dataRowTypes.map((type) => rowTypeNames[type][1]).join(', ');
}
