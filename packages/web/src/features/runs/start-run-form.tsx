import { Alert, Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { describeRows } from '../../components/describe-rows.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import { readSchemaFields } from '../../components/schema-form/schema-fields.ts';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';

interface StartRunFormProps {
  model: ModelView;
  onStarted: (runId: string) => void;
}

/** Chooses the dataset and the parameters of a run of one model, and starts it. */
export function StartRunForm({ model, onStarted }: StartRunFormProps) {
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  return (
    <Loaded query={datasets}>
      {({ items }) =>
        items.length > 0 ? (
          <StartRunFields model={model} datasets={items} onStarted={onStarted} />
        ) : (
          <Alert title="There is no dataset yet">
            <AnchorLink to="/datasets">Create one and import images or texts</AnchorLink>, then come
            back.
          </Alert>
        )
      }
    </Loaded>
  );
}

function StartRunFields({
  model,
  datasets,
  onStarted,
}: StartRunFormProps & { datasets: DatasetView[] }) {
  const fields = readSchemaFields(model.revision.parametersSchema ?? {});
  const fitting = datasets.filter((dataset) => hasRowsFor(model, dataset));
  const [datasetId, setDatasetId] = useState(fitting[0]?.id ?? null);
  const [name, setName] = useState('');
  const [reuseResults, setReuseResults] = useState(false);
  const [drafts, setDrafts] = useState(() => beginDrafts(fields));
  const [errors, setErrors] = useState<{ [name: string]: string }>({});
  const queryClient = useQueryClient();
  const starting = useMutation(
    api.runs.start.mutationOptions({
      onSuccess: (run) => {
        void queryClient.invalidateQueries({ queryKey: api.runs.list.key() });
        onStarted(run.id);
      },
    }),
  );

  function start(kind: { preview?: true }, event?: SubmitEvent) {
    event?.preventDefault();
    const collected = collectValues(fields, drafts);
    setErrors(collected.ok ? {} : collected.errors);
    if (!collected.ok || !datasetId) return;
    const named = name.trim() ? { name: name.trim() } : {};
    starting.mutate({
      modelId: model.id,
      datasetId,
      parameters: collected.values,
      ...named,
      ...kind,
      reuseResults,
    });
  }

  return (
    <form onSubmit={(event) => start({}, event)}>
      <Stack>
        <Select
          label="Dataset"
          description={`The model takes data rows of type ${model.revision.dataRowTypes.join(' and ')}.`}
          data={datasets.map((dataset) => ({
            value: dataset.id,
            label: describeDataset(dataset),
            disabled: !hasRowsFor(model, dataset),
          }))}
          value={datasetId}
          onChange={setDatasetId}
          placeholder="No dataset has data rows for this model"
          searchable
          allowDeselect={false}
          withAsterisk
        />
        <SchemaFormFields fields={fields} drafts={drafts} errors={errors} onChange={setDrafts} />
        <NameInput name={name} onChange={setName} />
        <ReuseCheckbox isChecked={reuseResults} onChange={setReuseResults} />
        {starting.error && <FailureNotice error={starting.error} />}
        <StartButtons
          isStarting={starting.isPending}
          isReady={datasetId !== null}
          onPreview={() => start({ preview: true })}
        />
      </Stack>
    </form>
  );
}

function NameInput({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  return (
    <TextInput
      label="Name"
      description="Left out: the names of the model and the dataset."
      value={name}
      maxLength={120}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function ReuseCheckbox(props: { isChecked: boolean; onChange: (isChecked: boolean) => void }) {
  return (
    <Checkbox
      label="Use results of earlier runs again"
      description="The model is not called where this revision, with the same parameters, has a result for the same content. For models that answer differently each time, or that changed behind the same address, leave it off."
      checked={props.isChecked}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

function StartButtons(props: { isStarting: boolean; isReady: boolean; onPreview: () => void }) {
  const { isStarting, isReady, onPreview } = props;
  return (
    <>
      <Button type="submit" loading={isStarting} disabled={!isReady}>
        Start run
      </Button>
      <Button variant="default" onClick={onPreview} loading={isStarting} disabled={!isReady}>
        Preview on a few items first
      </Button>
    </>
  );
}

function hasRowsFor(model: ModelView, dataset: DatasetView): boolean {
  return model.revision.dataRowTypes.some((type) => dataset.rowCounts[type] > 0);
}

function describeDataset(dataset: DatasetView): string {
  return `${showControls(dataset.name)} (${describeRows(dataset)})`;
}
