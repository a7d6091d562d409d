import { Button, Group, Text } from '@mantine/core';
import type { Json } from '@patchbay/core/json.ts';
import { IconPlugConnected } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import type { Drafts } from '../../../components/schema-form/schema-fields.ts';
import { SchemaFormFields } from '../../../components/schema-form/schema-form-fields.tsx';
import { DataRowTypeFields } from '../data-row-type-fields.tsx';
import { EndpointPreview } from '../endpoint-preview.tsx';
import classes from './call-fold.module.css';
import { ReachNotice } from './reach-notice.tsx';
import { readFields } from './register-draft.ts';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { isOutdated, resultFor } from './use-trials.ts';

/** Where the endpoint is: what will be called is shown while it is typed, and can be tried. */
export function AddressStep({ draft, change, protocol, model, errors, trials, test }: StepProps) {
  const fields = readFields(protocol);
  const main = fields.filter(({ name, isRequired }) => isRequired || name === 'url');
  const others = fields.filter((field) => !main.includes(field));
  const drafts = draft.connections[protocol.id] ?? {};
  const report = resultFor(trials.reach, model);
  const put = (connection: typeof drafts) =>
    change({ connections: { ...draft.connections, [protocol.id]: connection } });
  return (
    <>
      <SchemaFormFields fields={main} drafts={drafts} errors={errors} onChange={put} />
      <EndpointPreview protocolId={protocol.id} connection={model?.connection ?? null} />
      <DataRowTypeFields {...{ protocol, draft, change }} />
      <OtherSettings {...{ fields: others, drafts, errors }} onChange={put} />
      <Group gap="sm">
        <Button
          variant="light"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={trials.reach.isPending}
          onClick={test.address}
        >
          Test the address
        </Button>
        <Text size="xs" c="dimmed">
          {protocol.discoversOntology
            ? 'Asks for the classes: a call that costs nothing.'
            : 'Sends one small input of ours: this contract has no cheaper call.'}
        </Text>
      </Group>
      <TrialResult
        pending="Calling the endpoint …"
        trial={trials.reach}
        isOutdated={isOutdated(trials.reach, model)}
      >
        {report && (
          <ReachNotice
            report={report}
            onTakeAddress={(settings) => {
              put({ ...drafts, ...readSettings(settings) });
              trials.reach.reset();
            }}
          />
        )}
      </TrialResult>
    </>
  );
}

/** Settings of a connection as they stand in its fields. */
function readSettings(settings: { readonly [name: string]: Json }): Drafts {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );
}

type OtherSettingsProps = ComponentProps<typeof SchemaFormFields>;

/** What most people leave as it is, behind a fold; it opens where something is wrong in it. */
function OtherSettings(props: OtherSettingsProps) {
  if (props.fields.length === 0) return null;
  const isWrong = props.fields.some(({ name }) => props.errors[name]);
  return (
    <details className={classes.fold} {...(isWrong && { open: true })}>
      <summary>More settings of the connection</summary>
      <div className={classes.settings}>
        <SchemaFormFields {...props} />
      </div>
    </details>
  );
}
