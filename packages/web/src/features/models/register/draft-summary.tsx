import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import classes from './register-page.module.css';

interface DraftSummaryProps {
  name: string;
  contract: string | null;
  url: string | null;
  isVerified: boolean;
  isSaving: boolean;
  /** Why it could not be saved; null where nothing went wrong, or where the open step says it. */
  error: unknown;
  onSave: () => void;
}

/** What would be saved now; it can be saved from every step. */
export function DraftSummary({
  name,
  contract,
  url,
  isVerified,
  isSaving,
  error,
  onSave,
}: DraftSummaryProps) {
  return (
    <Paper component="aside" withBorder p="md" className={classes.summary} aria-label="So far">
      <Stack gap="sm">
        <Title order={2} size="h6">
          So far
        </Title>
        <div>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {showControls(name) || 'No name yet'}
          </Text>
          <Text size="sm" c="dimmed">
            {contract ?? 'No contract is chosen'}
          </Text>
          {url !== null && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {showControls(url)}
            </Text>
          )}
        </div>
        <Text size="sm">
          {isVerified
            ? 'The endpoint has answered a test.'
            : 'The endpoint has not answered a test yet. You may save it all the same; it is marked as unverified.'}
        </Text>
        {error !== null && <FailureNotice error={error} />}
        <Button variant="default" loading={isSaving} onClick={onSave}>
          Save now
        </Button>
      </Stack>
    </Paper>
  );
}
