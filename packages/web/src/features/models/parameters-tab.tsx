import { Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { Section } from '../../components/section.tsx';
import { ParametersSection } from './parameters-section.tsx';

/** What can be set for a run of the model. */
export function ParametersTab({ schema }: { schema: ModelView['revision']['parametersSchema'] }) {
  if (schema) return <ParametersSection schema={schema} />;
  return (
    <Section title="Parameters">
      <Text size="sm" c="dimmed">
        There is nothing to set: a run sends its data rows and no parameters. A JSON Schema of
        parameters is given in a new revision.
      </Text>
    </Section>
  );
}
