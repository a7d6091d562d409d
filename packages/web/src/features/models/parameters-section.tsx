import { Code, Stack, Text } from '@mantine/core';
import type { Json } from '@patchbay/core/json.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { readSchemaFields, type SchemaField } from '../../components/schema-form/schema-fields.ts';
import { Section } from '../../components/section.tsx';
import { Words } from '../../components/words.tsx';

const kindWords = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'yes or no',
  choice: 'one of ',
  json: 'a list or an object, as JSON',
} as const satisfies { readonly [Kind in SchemaField['kind']]: string };

/** What can be set for a run of the model: name, type, default and range of each parameter. */
export function ParametersSection({ schema }: { schema: { [key: string]: Json } }) {
  const fields = readSchemaFields(schema);
  return (
    <Section title="Parameters">
      <Stack gap="sm">
        {fields.map((field) => (
          <div key={field.name}>
            <Text size="sm">
              <Code>{showControls(field.name)}</Code> {kindWords[field.kind]}
              {showControls(field.choices.map((choice) => JSON.stringify(choice)).join(', '))}
              {field.minimum !== undefined && `, at least ${field.minimum}`}
              {field.maximum !== undefined && `, at most ${field.maximum}`}
              {field.initial !== undefined &&
                `; ${showControls(JSON.stringify(field.initial))} if left out`}
            </Text>
            {field.description && (
              <Text size="sm" c="dimmed">
                <Words>{field.description}</Words>
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Section>
  );
}
