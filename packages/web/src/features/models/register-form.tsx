import { Anchor, Select, Stack, Text } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { useState } from 'react';
import { Words } from '../../components/words.tsx';
import { ProtocolForm } from './protocol-form.tsx';

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
            <Words>{protocol.description}</Words>{' '}
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
