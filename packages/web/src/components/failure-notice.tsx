import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { type Failure, readFailure } from '../api/failure.ts';
import { AllowAddress } from './allow-address.tsx';
import { CodeBlock } from './code-block.tsx';
import { CodeLink } from './code-link.tsx';
import { Words } from './words.tsx';

/** What went wrong, why, what to do about it, and a button to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <FailureAlert failure={readFailure(error)} {...(onRetry && { onRetry })} />;
}

/** The same for a failure that is known already, such as that of a call to a model. */
export function FailureAlert({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
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
          <b>What to do:</b> <Words>{failure.remedy}</Words>
        </Text>
        {typeof failure.details.entry === 'string' && failure.code === 'URL_BLOCKED' && (
          <AllowAddress entry={failure.details.entry} />
        )}
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
            <CodeLink code={failure.code} />
            {failure.requestId && ` · request ${failure.requestId}`}
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}

/** A message; its further lines are an excerpt and keep their columns. */
function FailureMessage({ message }: { message: string }) {
  const [sentence = '', ...excerpt] = message.split('\n');
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Words>{sentence}</Words>
      </Text>
      {excerpt.length > 0 && <CodeBlock label="Excerpt">{excerpt.join('\n').trimEnd()}</CodeBlock>}
    </>
  );
}
