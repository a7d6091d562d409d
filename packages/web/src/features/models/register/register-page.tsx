import { Alert, Stack, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { api } from '../../../api/client.ts';
import { AnchorLink, ButtonLink } from '../../../components/links.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { WarningList } from '../../../components/warning-list.tsx';
import { copyModel, emptyDraft, takeGiven } from './register-draft.ts';
import type { RegisterStep } from './register-search.ts';
import { RegisterSteps } from './register-steps.tsx';
import { useRegistration } from './use-registration.ts';

interface RegisterPageProps {
  step: RegisterStep;
  onStep: (step: RegisterStep) => void;
  /** The model that is copied; null where a new one is begun. */
  from: string | null;
  onRegistered: (modelId: string) => void;
}

/** Adds a model step by step, with a test at each; it can be saved at any of them. */
export function RegisterPage({ step, onStep, from, onRegistered }: RegisterPageProps) {
  const registration = useRegistration(onRegistered);
  const { data } = registration;
  return (
    <PageFrame
      title="Register a model"
      parent={
        <AnchorLink to="/models" size="sm">
          Models
        </AnchorLink>
      }
      subtitle={
        <Text size="sm" c="dimmed">
          Each step has a test whose result helps with the next. Skip what you like: the endpoint
          need not be up yet.
        </Text>
      }
    >
      {data ? (
        <ReadWithWarnings model={data.model} warnings={data.warnings} />
      ) : (
        <Begin from={from}>
          {(begun) => <RegisterSteps {...begun} {...{ step, onStep, registration }} />}
        </Begin>
      )}
    </PageFrame>
  );
}

type Begun = Pick<ComponentProps<typeof RegisterSteps>, 'protocols' | 'initial'>;

/** Loads what the steps begin with: the contracts, and the model that is copied. */
function Begin({ from, children }: { from: string | null; children: (begun: Begun) => ReactNode }) {
  const protocols = useQuery(api.protocols.list.queryOptions());
  const copied = useQuery(
    api.models.get.queryOptions({ input: { id: from ?? '' }, enabled: from !== null }),
  );
  return (
    <Loaded query={protocols}>
      {(known) =>
        from === null ? (
          children({ protocols: known, initial: emptyDraft })
        ) : (
          <Loaded query={copied}>
            {(model) => {
              const protocol = known.find(({ id }) => id === model.revision.protocol);
              const initial = protocol
                ? takeGiven(emptyDraft, protocol, copyModel(model))
                : emptyDraft;
              return children({ protocols: known, initial });
            }}
          </Loaded>
        )
      }
    </Loaded>
  );
}

/** Said of a model that is registered, but not without something worth knowing. */
function ReadWithWarnings({ model, warnings }: { model: ModelView; warnings: readonly Warning[] }) {
  return (
    <Stack align="flex-start">
      <Alert color="teal" title={`${showControls(model.name)} is registered`}>
        {warnings.length > 0 && 'Something was noticed on the way:'}
      </Alert>
      <WarningList warnings={warnings} />
      <ButtonLink to="/models/$modelId" params={{ modelId: model.id }}>
        Go to the model
      </ButtonLink>
    </Stack>
  );
}
