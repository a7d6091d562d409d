import { Group, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { FailureNotice } from '../../../components/failure-notice.tsx';

interface TrialResultProps {
  /** What is under way, in words. */
  pending: string;
  trial: { isPending: boolean; submittedAt: number; error: unknown };
  /** Whether there is a result of something that was changed since. */
  isOutdated: boolean;
  children: ReactNode;
}

/** What came of a trial; while it is under way, for how long. */
export function TrialResult({ pending, trial, isOutdated, children }: TrialResultProps) {
  return (
    <Stack gap="sm">
      <VisuallyHidden role="status">
        {trial.isPending ? pending : trial.submittedAt > 0 && 'The result stands below.'}
      </VisuallyHidden>
      {trial.isPending && <UnderWay words={pending} since={trial.submittedAt} />}
      {!trial.isPending && trial.error !== null && <FailureNotice error={trial.error} />}
      {!trial.isPending && isOutdated && (
        <Text size="sm" c="dimmed">
          The address or the credentials were changed since the last test: test again.
        </Text>
      )}
      {!trial.isPending && children}
    </Stack>
  );
}

function UnderWay({ words, since }: { words: string; since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  return (
    <Stack gap="xs">
      <Group gap="sm" wrap="nowrap" aria-hidden>
        <Text size="sm">{words}</Text>
        <Text size="sm" c="dimmed">
          {seconds.toLocaleString()} s
        </Text>
      </Group>
      <Skeleton height={56} radius="md" aria-hidden />
    </Stack>
  );
}
