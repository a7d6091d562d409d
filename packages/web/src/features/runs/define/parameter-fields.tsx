import { Checkbox, Text, TextInput } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { beginDrafts } from '../../../components/schema-form/schema-drafts.ts';
import { SchemaFormFields } from '../../../components/schema-form/schema-form-fields.tsx';
import { Section } from '../../../components/section.tsx';
import type { DraftedRun } from './use-run-draft.ts';

interface ParameterFieldsProps {
  drafted: DraftedRun;
  model: ModelView;
}

/** With which parameters the model is called, under which name, and whether earlier results are used again. */
export function ParameterFields({ drafted, model }: ParameterFieldsProps) {
  const { draft, fields, errors, change } = drafted;
  return (
    <Section title="Parameters">
      {fields.length === 0 && (
        <Text size="sm" c="dimmed">
          Revision {model.revision.number} takes no parameters.
        </Text>
      )}
      <SchemaFormFields
        fields={fields}
        drafts={draft.parameters ?? beginDrafts(fields)}
        errors={errors}
        onChange={(parameters) => change({ parameters: { ...parameters } })}
      />
      <Checkbox
        label="Use results of earlier runs again"
        description="The model is not called where this revision, with the same parameters, has a result for the same content. For models that answer differently each time, or that changed behind the same address, leave it off."
        checked={draft.reuse}
        onChange={(event) => change({ reuse: event.currentTarget.checked })}
      />
      <TextInput
        label="Name of the run"
        description="Left out: the names of the model and the dataset."
        value={draft.name}
        maxLength={120}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
    </Section>
  );
}
