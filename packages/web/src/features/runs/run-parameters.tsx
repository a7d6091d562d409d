import { Code, Group, Text } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';

/** The parameters with which the model was called; nothing where there were none. */
export function RunParameters({ parameters }: { parameters: RunView['parameters'] }) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        Parameters
      </Text>
      {entries.map(([name, value]) => (
        <Code key={name} style={{ overflowWrap: 'anywhere' }}>
          {showControls(`${name}: ${JSON.stringify(value)}`)}
        </Code>
      ))}
    </Group>
  );
}
