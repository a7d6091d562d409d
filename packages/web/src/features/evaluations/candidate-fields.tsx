import { Checkbox, Collapse, MultiSelect, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { beginDrafts } from '../../components/schema-form/schema-drafts.ts';
import { type Drafts, readSchemaFields } from '../../components/schema-form/schema-fields.ts';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import classes from './answer-text.module.css';
import type { DraftErrors, EvaluationDraft } from './use-evaluation-draft.ts';

interface CandidateFieldsProps {
  draft: EvaluationDraft;
  models: readonly ModelView[];
  /** Runs over the chosen dataset. */
  runs: readonly RunView[];
  /** Answers that the prompts bring along. */
  completions: readonly { name: string; prompts: number }[];
  errors: DraftErrors;
  onChange: (changes: Partial<EvaluationDraft>) => void;
}

/** Whose answers are evaluated. */
export function CandidateFields(props: CandidateFieldsProps) {
  const { draft, models, runs, completions, errors, onChange } = props;
  const chosen = models.filter(({ id }) => draft.modelIds.includes(id));
  return (
    <Stack gap="sm">
      <MultiSelect
        label="Models to ask"
        description="Each gets a run over the prompts."
        placeholder={draft.modelIds.length === 0 ? 'Choose models' : undefined}
        data={models.map(({ id, name, enabled }) => ({
          value: id,
          label: showControls(name),
          disabled: !enabled,
        }))}
        value={[...draft.modelIds]}
        error={errors.candidates}
        onChange={(modelIds) => onChange({ modelIds })}
        searchable
      />
      {chosen.map((model) => (
        <ModelParameters
          key={model.id}
          model={model}
          drafts={draft.parameters[model.id]}
          error={errors[model.id]}
          onChange={(drafts) =>
            onChange({ parameters: { ...draft.parameters, [model.id]: drafts } })
          }
        />
      ))}
      {runs.length > 0 && (
        <MultiSelect
          label="Runs that are there"
          description="Their answers are taken as they are; no model is asked again."
          data={runs.map(({ id, name }) => ({ value: id, label: showControls(name) }))}
          value={[...draft.runIds]}
          onChange={(runIds) => onChange({ runIds })}
          searchable
        />
      )}
      {completions.length > 0 && (
        <Checkbox.Group
          label="Completions made elsewhere"
          description="They came with the prompts."
          value={[...draft.completions]}
          onChange={(names) => onChange({ completions: names })}
        >
          <Stack gap="xs" mt="xs">
            {completions.map(({ name, prompts }) => (
              <Checkbox
                key={name}
                value={name}
                label={`${showControls(name)} (${prompts.toLocaleString()})`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}

interface ModelParametersProps {
  model: ModelView;
  drafts: Drafts | undefined;
  error: string | undefined;
  onChange: (drafts: Drafts) => void;
}

/** The parameters of one model, folded away until somebody wants them. */
function ModelParameters({ model, drafts, error, onChange }: ModelParametersProps) {
  const [isOpen, setOpen] = useState(false);
  const fields = readSchemaFields(model.revision.parametersSchema ?? {});
  if (fields.length === 0) return null;
  const current = drafts ?? beginDrafts(fields);
  return (
    <Stack gap="xs">
      <UnstyledButton onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        <Text size="sm" fw={500}>
          {isOpen ? '▾' : '▸'} Parameters of {showControls(model.name)}
        </Text>
      </UnstyledButton>
      {error && (
        <Text size="sm" className={classes.failed} role="alert">
          {error}
        </Text>
      )}
      <Collapse expanded={isOpen}>
        <Stack gap="sm" pl="md">
          <SchemaFormFields fields={fields} drafts={current} errors={{}} onChange={onChange} />
        </Stack>
      </Collapse>
    </Stack>
  );
}
