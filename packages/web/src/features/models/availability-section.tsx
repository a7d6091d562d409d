import { Switch } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { usePermission } from '../../api/use-session.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Section } from '../../components/section.tsx';
import { useModelChange } from './use-model-change.ts';

/** Whether a model takes new runs. */
export function AvailabilitySection({ model }: { model: ModelView }) {
  const changing = useModelChange();
  const mayChange = usePermission('models:write');
  return (
    <Section title="Availability">
      <Switch
        label="Enabled"
        description="A disabled model takes no new runs and answers no single questions. Runs that were started go on."
        checked={model.enabled}
        disabled={!mayChange || changing.isPending}
        onChange={(event) =>
          changing.mutate({ id: model.id, enabled: event.currentTarget.checked })
        }
      />
      {changing.error && <FailureNotice error={changing.error} />}
    </Section>
  );
}
