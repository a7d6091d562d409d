import { Button, Checkbox, Divider, JsonInput, Stack, Text } from '@mantine/core';
import type { ModelView, RevisedModel } from '@patchbay/core/api/model-routes.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { DataRowTypeFields } from './data-row-type-fields.tsx';
import { MovedCredentials } from './moved-credentials.tsx';
import { listClassKinds } from './ontology-draft.ts';
import { OntologyFields } from './ontology-fields.tsx';
import { type RevisionDraft, useRevisionDraft } from './use-revision-draft.ts';

interface ReviseFormProps {
  model: ModelView;
  protocol: ProtocolView;
  onRevised: (revised: RevisedModel) => void;
}

/** What gives the answers of a model their meaning, as it is now, to be made otherwise. */
export function ReviseForm({ model, protocol, onRevised }: ReviseFormProps) {
  const { draft, change, fields, errors, newOrigins, readChanges } = useRevisionDraft(
    protocol,
    model,
  );
  const revising = useRevision(onRevised);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const changes = readChanges();
    if (changes) revising.mutate({ id: model.id, ...changes });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          What you change makes revision {model.revision.number + 1}. Runs keep the revision with
          which they were started.
        </Text>
        <Divider label="Connection" labelPosition="left" />
        <SchemaFormFields
          fields={fields}
          drafts={draft.connection}
          errors={errors}
          onChange={(connection) => change({ connection })}
        />
        {newOrigins.length > 0 && (
          <MovedCredentials
            origins={newOrigins}
            kinds={protocol.authentication}
            draft={draft.credentials}
            onChange={(credentials) => change({ credentials })}
          />
        )}
        <DataRowTypeFields {...{ protocol, draft, change }} />
        <Divider label="Classes" labelPosition="left" />
        <ClassFields {...{ protocol, draft, change, errors }} />
        <ParameterFields {...{ draft, change, errors }} />
        {revising.error && <FailureNotice error={revising.error} />}
        <Button
          type="submit"
          loading={revising.isPending}
          disabled={draft.dataRowTypes.length === 0}
        >
          Make a new revision
        </Button>
      </Stack>
    </form>
  );
}

function ParameterFields({ draft, change, errors }: Omit<ClassFieldsProps, 'protocol'>) {
  return (
    <>
      <Divider label="Parameters" labelPosition="left" />
      <JsonInput
        label="JSON Schema of the parameters of a run"
        description="Empty: those that the protocol gives every model."
        value={draft.parameters}
        error={errors.parameters}
        onChange={(parameters) => change({ parameters })}
        autosize
        minRows={2}
        maxRows={12}
      />
    </>
  );
}

function useRevision(onRevised: (revised: RevisedModel) => void) {
  const queryClient = useQueryClient();
  return useMutation(
    api.models.revise.mutationOptions({
      onSuccess: (revised) => {
        void queryClient.invalidateQueries({ queryKey: api.models.key() });
        onRevised(revised);
      },
    }),
  );
}

interface ClassFieldsProps {
  protocol: ProtocolView;
  draft: RevisionDraft;
  errors: { readonly [name: string]: string };
  change: (changes: Partial<RevisionDraft>) => void;
}

/** Classes that the endpoint names are asked for anew; others are edited, as rows where these can say all. */
function ClassFields({ protocol, draft, errors, change }: ClassFieldsProps) {
  if (protocol.discoversOntology) {
    return (
      <Checkbox
        label="Ask the endpoint for its classes anew"
        checked={draft.discoverClasses}
        onChange={(event) => change({ discoverClasses: event.currentTarget.checked })}
      />
    );
  }
  if (draft.features) {
    return (
      <OntologyFields
        kinds={listClassKinds(protocol)}
        drafts={draft.features}
        onChange={(features) => change({ features })}
      />
    );
  }
  return (
    <JsonInput
      label="Ontology"
      description="It has questions below classes, or more that rows of a form cannot say."
      value={draft.ontology}
      error={errors.ontology}
      onChange={(ontology) => change({ ontology })}
      autosize
      minRows={4}
      maxRows={20}
    />
  );
}
