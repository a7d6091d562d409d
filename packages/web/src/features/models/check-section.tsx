import { Button, Group, Stack, Text } from '@mantine/core';
import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Section } from '../../components/section.tsx';
import { CheckReportView } from './check-report-view.tsx';

const announcements: { readonly [Depth in CheckDepth]: string } = {
  quick: 'Calling the endpoint …',
  full: 'Calling the endpoint about 25 times: ordinary, odd and wrong requests. This takes a while …',
};

/** Calls the endpoint and says, rule by rule, whether it keeps its contract. */
export function CheckSection({ modelId }: { modelId: string }) {
  const checking = useMutation(api.models.check.mutationOptions());
  const run = (depth: CheckDepth) => checking.mutate({ id: modelId, depth });
  const pending = checking.isPending ? (checking.variables.depth ?? 'quick') : null;
  return (
    <Section
      title="Conformance"
      actions={
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={pending === 'quick'}
            disabled={pending === 'full'}
            onClick={() => run('quick')}
          >
            Quick check
          </Button>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconStethoscope size={14} aria-hidden />}
            loading={pending === 'full'}
            disabled={pending === 'quick'}
            onClick={() => run('full')}
          >
            Run conformance check
          </Button>
        </Group>
      }
    >
      <Stack gap="md" aria-live="polite">
        {checking.isIdle && (
          <Text size="sm" c="dimmed">
            Does the endpoint keep its contract? A quick check asks for its classes and one answer.
            The conformance check also sends odd, wrong and simultaneous requests, and looks at
            coordinates, offsets, confidences and speed.
          </Text>
        )}
        {pending && <Text size="sm">{announcements[pending]}</Text>}
        {checking.error && <FailureNotice error={checking.error} />}
        {checking.data && <CheckReportView report={checking.data} />}
      </Stack>
    </Section>
  );
}
