import { Badge, Code, Group, type MantineColor, Text } from '@mantine/core';
import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ListRow } from '../../../components/list-row.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { findPreset, scopeWords } from './scope-words.ts';

const stateColours: { readonly [State in ApiKeyView['state']]: MantineColor } = {
  active: 'teal',
  expired: 'yellow',
  revoked: 'gray',
};

/** An API key: what it is called, what it may do, when it was used, and its end. */
export function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const queryClient = useQueryClient();
  const revoking = useMutation(
    api.apiKeys.revoke.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.apiKeys.list.key() }),
    }),
  );
  return (
    <ListRow label={apiKey.name}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ minWidth: 0, flex: '1 1 260px' }}>
          <Group gap={8}>
            <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {showControls(apiKey.name)}
            </Text>
            <Code>{apiKey.start}…</Code>
            <Badge variant="light" color={stateColours[apiKey.state]} tt="none">
              {apiKey.state}
            </Badge>
          </Group>
          <Scopes scopes={apiKey.scopes} />
          <Text size="xs" c="dimmed">
            <KeyTimes apiKey={apiKey} />
          </Text>
        </div>
        {apiKey.state === 'active' && (
          <Permitted to="keys:write">
            <ConfirmButton
              size="xs"
              variant="default"
              loading={revoking.isPending}
              question={`Revoke “${showControls(apiKey.name)}”?`}
              explanation="Whatever uses it is refused from then on. It cannot be taken back; the key stays in this list."
              confirm="Revoke the key"
              onConfirm={() => revoking.mutate({ id: apiKey.id })}
            >
              Revoke
            </ConfirmButton>
          </Permitted>
        )}
      </Group>
      {revoking.error && <FailureNotice error={revoking.error} />}
    </ListRow>
  );
}

/** A usual set by its name; what each scope opens is told on hover. */
function Scopes({ scopes }: Pick<ApiKeyView, 'scopes'>) {
  const preset = findPreset(scopes);
  const words = scopes.map((scope) => scopeWords[scope]).join('\n');
  return (
    <Text size="sm" title={words} style={{ overflowWrap: 'anywhere' }}>
      {preset ?? scopes.join(', ')}
    </Text>
  );
}

function KeyTimes({ apiKey }: { apiKey: ApiKeyView }) {
  const { createdBy, createdAt, lastUsedAt, expiresAt, state } = apiKey;
  return (
    <>
      Made {createdBy && `by ${showControls(createdBy)} `}
      <Moment at={createdAt} /> ·{' '}
      {lastUsedAt ? (
        <>
          used <Moment at={lastUsedAt} />
        </>
      ) : (
        'never used'
      )}
      {state !== 'revoked' && (
        <>
          {' '}
          ·{' '}
          {expiresAt ? (
            <>
              {state === 'expired' ? 'expired' : 'expires'} <Moment at={expiresAt} />
            </>
          ) : (
            'does not expire'
          )}
        </>
      )}
    </>
  );
}
