import { Alert, Stack, Text } from '@mantine/core';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CodeLink } from '../../components/code-link.tsx';
import { Words } from '../../components/words.tsx';

/** Why an item failed, and what to do about it. */
export function ItemProblem({ item }: { item: ItemDetail }) {
  if (!item.problem) return null;
  const { code, message } = item.problem;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={errorCodes[code].title}
    >
      <Stack gap={8}>
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {showControls(message)}
        </Text>
        <Text size="sm">
          <b>What to do:</b> <Words>{item.remedy ?? errorCodes[code].remedy}</Words>
        </Text>
        <Text size="xs" c="dimmed">
          <CodeLink code={code} /> · {item.attempts} {item.attempts === 1 ? 'attempt' : 'attempts'}
        </Text>
      </Stack>
    </Alert>
  );
}
