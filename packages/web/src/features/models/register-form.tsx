import { Anchor, Button, Divider, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import { readSchemaFields } from '../../components/schema-form/schema-fields.ts';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { noCredentials, readCredentials } from './credentials-draft.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import { useRegistration } from './use-registration.ts';

interface RegisterFormProps {
  protocols: readonly ProtocolView[];
  onRegistered: (modelId: string) => void;
}

/** Chooses the protocol; the rest of the form is what that protocol declares. */
export function RegisterForm({ protocols, onRegistered }: RegisterFormProps) {
  const [protocolId, setProtocolId] = useState(protocols[0]?.id ?? null);
  const protocol = protocols.find(({ id }) => id === protocolId);
  return (
    <Stack maw={640}>
      <Select
        label="Protocol"
        data={protocols.map(({ id, title }) => ({ value: id, label: title }))}
        value={protocolId}
        onChange={setProtocolId}
        allowDeselect={false}
      />
      {protocol && (
        <>
          <Text size="sm" c="dimmed">
            {protocol.description}{' '}
            <Anchor
              href={protocol.documentationUrl}
              target="_blank"
              rel="noopener noreferrer"
              inherit
            >
              The contract
            </Anchor>
          </Text>
          <ProtocolForm key={protocol.id} protocol={protocol} onRegistered={onRegistered} />
        </>
      )}
    </Stack>
  );
}

interface ProtocolFormProps {
  protocol: ProtocolView;
  onRegistered: (modelId: string) => void;
}

function ProtocolForm({ protocol, onRegistered }: ProtocolFormProps) {
  const fields = readSchemaFields(protocol.connectionSchema);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [drafts, setDrafts] = useState(() => beginDrafts(fields));
  const [credentials, setCredentials] = useState(noCredentials);
  const [errors, setErrors] = useState<{ [name: string]: string }>({});
  const { fromForm } = useRegistration();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const connection = collectValues(fields, drafts);
    setErrors(connection.ok ? {} : connection.errors);
    if (!connection.ok) return;
    fromForm.mutate(
      {
        name: name.trim(),
        description: description.trim(),
        protocol: protocol.id,
        connection: connection.values,
        credentials: readCredentials(credentials),
      },
      { onSuccess: ({ model }) => onRegistered(model.id) },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          value={name}
          maxLength={120}
          withAsterisk
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          value={description}
          autosize
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Divider label="Connection" labelPosition="left" />
        <SchemaFormFields fields={fields} drafts={drafts} errors={errors} onChange={setDrafts} />
        <Divider label="Credentials" labelPosition="left" />
        <CredentialsFields
          kinds={protocol.authentication}
          draft={credentials}
          onChange={setCredentials}
        />
        {fromForm.error && <FailureNotice error={fromForm.error} />}
        <Button type="submit" loading={fromForm.isPending} disabled={name.trim() === ''}>
          Register the model
        </Button>
      </Stack>
    </form>
  );
}
