import { Button, Checkbox, Divider, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { classificationKinds, toolKinds } from '@patchbay/core/ontology/ontology.ts';
import type { SubmitEvent } from 'react';
import { rowTypeNames } from '../../components/describe-rows.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { CredentialsFields } from './credentials-fields.tsx';
import { EndpointPreview } from './endpoint-preview.tsx';
import { OntologyFields } from './ontology-fields.tsx';
import { type ModelDraft, useModelDraft } from './use-model-draft.ts';
import { useRegistration } from './use-registration.ts';
import { VideoSamplingFields } from './video-sampling-fields.tsx';

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

interface ModelDraftFieldsProps {
  protocol: ProtocolView;
  draft: ModelDraft;
  change: (changes: Partial<ModelDraft>) => void;
}

/** Asked only where the protocol carries several types of data rows; which frames, only where it takes videos. */
function DataRowTypeFields({ protocol, draft, change }: ModelDraftFieldsProps) {
  if (protocol.dataRowTypes.length < 2) return null;
  return (
    <>
      <Checkbox.Group
        label="The model takes"
        value={[...draft.dataRowTypes]}
        onChange={(dataRowTypes) => change({ dataRowTypes })}
      >
        <Group mt={6}>
          {protocol.dataRowTypes.map((type) => (
            <Checkbox key={type} value={type} label={rowTypeNames[type][1]} />
          ))}
        </Group>
      </Checkbox.Group>
      {draft.dataRowTypes.includes('video') && (
        <VideoSamplingFields
          sampling={draft.videoSampling}
          onChange={(videoSampling) => change({ videoSampling })}
        />
      )}
    </>
  );
}

/** Asked only where the endpoint cannot be. */
function ClassFields({ protocol, draft, change }: ModelDraftFieldsProps) {
  if (protocol.discoversOntology) {
    return (
      <Text size="sm" c="dimmed">
        The endpoint is asked for its classes.
      </Text>
    );
  }
  const kinds = [...toolKinds, ...classificationKinds];
  return (
    <OntologyFields
      kinds={kinds.filter((kind) => protocol.annotationKinds.includes(kind))}
      drafts={draft.features}
      onChange={(features) => change({ features })}
    />
  );
}
