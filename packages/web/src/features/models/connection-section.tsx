import { Code, Group, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { Facts } from '../../components/facts.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { humaniseName } from '../../components/schema-form/schema-fields.ts';
import { Section } from '../../components/section.tsx';
import { ChangeCredentialsButton } from './change-credentials-button.tsx';
import { ChangeLimitsButton } from './change-limits-button.tsx';

/** How a model is reached: its connection, who it is told that calls, and how hard it may be driven. */
export function ConnectionSection({ model }: { model: ModelView }) {
  const { connection, protocol } = model.revision;
  const facts = Object.entries(connection).map(
    ([name, value]) =>
      [
        humaniseName(name).toLowerCase(),
        typeof value === 'string' ? value : JSON.stringify(value),
      ] as const,
  );
  return (
    <>
      <Section title="Connection">
        <Facts facts={[['protocol', <Code key="protocol">{protocol}</Code>], ...facts]} />
        <Permitted to="models:write">
          <Text size="sm" c="dimmed">
            How it is called, the delivery of images included, gives answers their meaning: it
            changes in a new revision, with Revise. Credentials and limits hold at once.
          </Text>
        </Permitted>
      </Section>
      <Section
        title="Credentials"
        actions={
          <Permitted to="models:write">
            <ChangeCredentialsButton model={model} />
          </Permitted>
        }
      >
        <CredentialsSummary credentials={model.credentials} />
      </Section>
      <Section
        title="Limits"
        actions={
          <Permitted to="models:write">
            <ChangeLimitsButton model={model} />
          </Permitted>
        }
      >
        <Facts facts={describeLimits(model.limits)} />
      </Section>
    </>
  );
}

const kindNames = { bearer: 'Bearer token', basic: 'User name and password', header: 'Header' };

function CredentialsSummary({ credentials }: { credentials: ModelView['credentials'] }) {
  const authority = credentials.hasAuthority && (
    <Text size="sm">An authority of its own is trusted</Text>
  );
  if (credentials.kinds.length === 0) {
    return (
      <>
        <Text size="sm" c="dimmed">
          None: the endpoint is called without credentials.
        </Text>
        {authority}
      </>
    );
  }
  const kinds = credentials.kinds.map((kind) => (
    <Group key={kind} gap="xs">
      <Text size="sm">{kindNames[kind]}</Text>
      {kind === 'basic' && credentials.username && <Code>{credentials.username}</Code>}
      {kind === 'header' && credentials.headerName && <Code>{credentials.headerName}</Code>}
      <Text size="xs" c="dimmed">
        sealed
      </Text>
    </Group>
  ));
  return (
    <>
      {kinds}
      <Fingerprint credentials={credentials} />
      {authority}
    </>
  );
}

/** By which people know a secret again that is never shown. */
function Fingerprint({ credentials: { fingerprint, setAt } }: Pick<ModelView, 'credentials'>) {
  if (fingerprint === undefined) return null;
  return (
    <Group gap="xs">
      <Text size="sm">Fingerprint</Text>
      <Code>{fingerprint}</Code>
      {setAt !== undefined && (
        <Text size="xs" c="dimmed">
          entered <Moment at={setAt} />
        </Text>
      )}
    </Group>
  );
}

function describeLimits(limits: ModelView['limits']) {
  const pace = limits.requestsPerSecond;
  return [
    ['calls per second', pace === null ? 'no limit' : pace.toLocaleString()],
    ['calls at once', `${limits.concurrency} over all workers`],
    ['time limit of a call', `${(limits.timeoutMs / 1000).toLocaleString()} s`],
    ['attempts', `at most ${limits.maximumAttempts}`],
  ] as const;
}
