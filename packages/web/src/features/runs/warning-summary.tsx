import { Badge, Group, Stack, Text } from '@mantine/core';
import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { Words } from '../../components/words.tsx';

/** What was read leniently in the answers of a run, by its kind, with what to do. */
export function WarningSummary({ warnings }: { warnings: RunSummary['warningCodes'] }) {
  return (
    <Stack gap="sm">
      {warnings.map((warning) => (
        <div key={warning.code}>
          <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" fw={500}>
              {warning.title}
            </Text>
            <Badge color="yellow" variant="light" style={{ flexShrink: 0 }}>
              {warning.count.toLocaleString()}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            <Words>{warning.remedy}</Words>
          </Text>
        </div>
      ))}
    </Stack>
  );
}
