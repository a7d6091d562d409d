import { Alert, Text } from '@mantine/core';
import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Words } from '../../components/words.tsx';

/** What nearly all coordinates of a run look like, where it is not what the contract wants. */
export function SuspicionNotices({ suspicions }: Pick<RunSummary, 'suspicions'>) {
  return suspicions.map(({ kind, title, remedy }) => (
    <Alert
      key={kind}
      role="status"
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
    >
      <Text size="sm">
        <Words>{remedy}</Words>
      </Text>
    </Alert>
  ));
}
