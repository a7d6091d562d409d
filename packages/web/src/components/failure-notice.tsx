import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { readFailure } from '../api/failure.ts';
import { CodeBlock } from './code-block.tsx';

/** What went wrong, why, what to do about it, and a button to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const failure = readFailure(error);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={failure.title}
    >
      <Stack gap="xs">
        <FailureMessage message={failure.message} />
        <Text size="sm">
          <b>What to do:</b> {failure.remedy}
        </Text>
        <Group gap="md">
          {onRetry && (
            <Button
              size="xs"
              color="red"
              variant="light"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={onRetry}
            >
              Try again
            </Button>
          )}
          <Text size="xs" c="dimmed">
            {failure.code}
            {failure.requestId && ` · request ${failure.requestId}`}
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}

/** A message; one of several lines carries an excerpt and keeps its columns. */
function FailureMessage({ message }: { message: string }) {
  if (!message.includes('\n')) return <Text size="sm">{message}</Text>;
  return <CodeBlock label="What the hub says">{message}</CodeBlock>;
}
