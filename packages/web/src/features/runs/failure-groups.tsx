import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { FailureGroup } from '@patchbay/core/api/run-routes.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Words } from '../../components/words.tsx';
import classes from './failure-groups.module.css';
import { useRetry } from './use-run-change.ts';

interface FailureGroupsProps {
  runId: string;
  failures: readonly FailureGroup[];
  canRetry: boolean;
  onShow: (code: string) => void;
}

/** Why items failed: one entry for each reason, with a message, what to do, and its items. */
export function FailureGroups({ runId, failures, canRetry, onShow }: FailureGroupsProps) {
  const retrying = useRetry();
  return (
    <Stack gap="md">
      {retrying.error && <FailureNotice error={retrying.error} />}
      {failures.map((failure) => (
        <article key={failure.code} className={classes.group}>
          <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap">
            <Text fw={600} size="sm">
              {failure.title}
            </Text>
            <Badge color="red" variant="light" style={{ flexShrink: 0 }}>
              {failure.count.toLocaleString()}
            </Badge>
          </Group>
          <Text size="sm" className={classes.sample} lineClamp={4}>
            {failure.sample}
          </Text>
          <Text size="sm">
            <b>What to do:</b> <Words>{failure.remedy}</Words>
          </Text>
          <Group gap="xs" mt={8}>
            <Button
              size="compact-sm"
              variant="light"
              color="gray"
              onClick={() => onShow(failure.code)}
            >
              Show {failure.count === 1 ? 'the item' : 'these items'}
            </Button>
            {canRetry && (
              <Button
                size="compact-sm"
                variant="light"
                loading={retrying.isPending && retrying.variables.code === failure.code}
                onClick={() => retrying.mutate({ id: runId, code: failure.code })}
              >
                Retry
              </Button>
            )}
            <Text size="xs" c="dimmed">
              {failure.code}
            </Text>
          </Group>
        </article>
      ))}
    </Stack>
  );
}
