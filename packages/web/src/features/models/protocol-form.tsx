import { Button, Divider, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { SubmitEvent } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { CredentialsFields } from './credentials-fields.tsx';
import { DataRowTypeFields } from './data-row-type-fields.tsx';
import { EndpointPreview } from './endpoint-preview.tsx';
import { listClassKinds } from './ontology-draft.ts';
import { OntologyFields } from './ontology-fields.tsx';
import { type ModelDraft, useModelDraft } from './use-model-draft.ts';
import { useRegistration } from './use-registration.ts';

interface ProtocolFormProps {
  protocol: ProtocolView;
  onRegistered: (modelId: string) => void;
}

/** What is asked for a model of one protocol: its name, connection, credentials and classes. */
export function ProtocolForm({ protocol, onRegistered }: ProtocolFormProps) {
  const { draft, change, fields, errors, readModel, readConnection } = useModelDraft(protocol);
  const { fromForm } = useRegistration();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const model = readModel();
    if (model) fromForm.mutate(model, { onSuccess: (result) => onRegistered(result.model.id) });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          value={draft.name}
          maxLength={120}
          withAsterisk
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          value={draft.description}
          autosize
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <Divider label="Connection" labelPosition="left" />
        <SchemaFormFields
          fields={fields}
          drafts={draft.connection}
          errors={errors}
          onChange={(connection) => change({ connection })}
        />
        <EndpointPreview protocolId={protocol.id} connection={readConnection()} />
        <DataRowTypeFields {...{ protocol, draft, change }} />
        <Divider label="Classes" labelPosition="left" />
        <ClassFields {...{ protocol, draft, change }} />
        <Divider label="Credentials" labelPosition="left" />
        <CredentialsFields
          kinds={protocol.authentication}
          draft={draft.credentials}
          onChange={(credentials) => change({ credentials })}
        />
        {fromForm.error && <FailureNotice error={fromForm.error} />}
        <Button
          type="submit"
          loading={fromForm.isPending}
          disabled={draft.name.trim() === '' || draft.dataRowTypes.length === 0}
        >
          Register the model
        </Button>
      </Stack>
    </form>
  );
}

interface ClassFieldsProps {
  protocol: ProtocolView;
  draft: ModelDraft;
  change: (changes: Partial<ModelDraft>) => void;
}

/** Asked only where the endpoint cannot be. */
function ClassFields({ protocol, draft, change }: ClassFieldsProps) {
  if (protocol.discoversOntology) {
    return (
      <Text size="sm" c="dimmed">
        The endpoint is asked for its classes.
      </Text>
    );
  }
  return (
    <OntologyFields
      kinds={listClassKinds(protocol)}
      drafts={draft.features}
      onChange={(features) => change({ features })}
    />
  );
}
