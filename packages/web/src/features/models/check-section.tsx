import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { KeptReport } from '@patchbay/core/api/model-check-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { usePermission } from '../../api/use-session.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { CheckReportView } from './check-report-view.tsx';

const announcements: { readonly [Depth in CheckDepth]: string } = {
  quick: 'Calling the endpoint …',
  full: 'Calling the endpoint about 25 times: ordinary, odd and wrong requests. This takes a while …',
};

/** Calls the endpoint and says, rule by rule, whether it keeps its contract; the last report stays. */
export function CheckSection({ model: { id, revision } }: { model: ModelView }) {
  const queryClient = useQueryClient();
  const last = useQuery(api.models.lastCheck.queryOptions({ input: { id } }));
  const checking = useMutation(
    api.models.check.mutationOptions({
      // Health and discovery are told by the same calls.
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.models.key() }),
    }),
  );
  const pending = checking.isPending ? (checking.variables.depth ?? 'quick') : null;
  return (
    <Section
      title="Conformance"
      actions={
        <Permitted to="models:write">
          <CheckButtons pending={pending} onCheck={(depth) => checking.mutate({ id, depth })} />
        </Permitted>
      }
    >
      <ReadOnlyNote needs="models:write" what="check the endpoint" />
      {pending && <Text size="sm">{announcements[pending]}</Text>}
      {/* Always there, so that those who cannot see it are told of the end too. */}
      <VisuallyHidden role="status">
        {pending && announcements[pending]}
        {checking.isSuccess && 'The report stands below.'}
      </VisuallyHidden>
      {checking.error && <FailureNotice error={checking.error} />}
      {checking.data ? (
        // What was just asked for, also where a fuller report of the same revision stays kept.
        <LastReport
          kept={{ report: checking.data, revision: revision.number }}
          newest={revision.number}
        />
      ) : (
        <Loaded query={last}>
          {({ last: kept }) =>
            kept === null ? <NotChecked /> : <LastReport kept={kept} newest={revision.number} />
          }
        </Loaded>
      )}
    </Section>
  );
}

interface CheckButtonsProps {
  /** How deep the check is that is under way; null: none is. */
  pending: CheckDepth | null;
  onCheck: (depth: CheckDepth) => void;
}

function CheckButtons({ pending, onCheck }: CheckButtonsProps) {
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        loading={pending === 'quick'}
        disabled={pending === 'full'}
        onClick={() => onCheck('quick')}
      >
        Quick check
      </Button>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconStethoscope size={14} aria-hidden />}
        loading={pending === 'full'}
        disabled={pending === 'quick'}
        onClick={() => onCheck('full')}
      >
        Run conformance check
      </Button>
    </Group>
  );
}

function NotChecked() {
  return (
    <Text size="sm" c="dimmed">
      Does the endpoint keep its contract? A quick check asks for its classes and one answer. The
      conformance check also sends odd, wrong and simultaneous requests, and looks at coordinates,
      offsets, confidences and speed.
    </Text>
  );
}

/** The report with when it was made, and of what. */
function LastReport({ kept, newest }: { kept: KeptReport; newest: number }) {
  const { report, revision } = kept;
  const mayCheck = usePermission('models:write');
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Revision {revision} was checked <Moment at={report.startedAt} />.
        {revision < newest &&
          ` The model is at revision ${newest} now${mayCheck ? ': check it again.' : '.'}`}
      </Text>
      <CheckReportView report={report} />
    </Stack>
  );
}
