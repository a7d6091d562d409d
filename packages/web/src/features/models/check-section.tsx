import { Button, Stack, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Section } from '../../components/section.tsx';
import { CheckReportView } from './check-report-view.tsx';

/** Calls the endpoint once and says what it answered. */
export function CheckSection({ modelId }: { modelId: string }) {
  const checking = useMutation(api.models.check.mutationOptions());
  return (
    <Section
      title="Check"
      actions={
        <Button
          size="xs"
          variant="light"
          leftSection={<IconStethoscope size={14} aria-hidden />}
          loading={checking.isPending}
          onClick={() => checking.mutate({ id: modelId })}
        >
          Check now
        </Button>
      }
    >
      <Stack gap="sm" aria-live="polite">
        {checking.isIdle && (
          <Text size="sm" c="dimmed">
            Calls the endpoint once: is it reachable, does it take the credentials, does it answer
            as the protocol says?
          </Text>
        )}
        {checking.isPending && <Text size="sm">Calling the endpoint …</Text>}
        {checking.error && <FailureNotice error={checking.error} />}
        {checking.data && <CheckReportView report={checking.data} />}
      </Stack>
    </Section>
  );
}
