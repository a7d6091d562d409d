import { Badge, Code, Group, Text } from '@mantine/core';
import type { EgressRuleView } from '@patchbay/core/api/egress-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';

/** One permission to call: what it opens, who allowed it, why and when. */
export function RuleRow({ rule }: { rule: EgressRuleView }) {
  const { id, entry, note, createdBy, createdAt } = rule;
  return (
    <ListRow label={entry}>
      <Group justify="space-between" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 220px' }}>
          <Group gap={8}>
            <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
              {entry}
            </Code>
            {id === null && (
              <Badge variant="light" color="gray" tt="none">
                environment
              </Badge>
            )}
          </Group>
          {note && (
            <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
              {showControls(note)}
            </Text>
          )}
          <Text size="xs" c="dimmed" mt={2}>
            {createdAt === null ? (
              'Whoever runs the hub allows it for all organisations, by PATCHBAY_EGRESS_ALLOW.'
            ) : (
              <>
                Allowed {createdBy && `by ${showControls(createdBy)} `}
                <Moment at={createdAt} />
              </>
            )}
          </Text>
        </div>
        {id !== null && (
          <Permitted to="settings:write">
            <ForbidButton id={id} entry={entry} />
          </Permitted>
        )}
      </Group>
    </ListRow>
  );
}

function ForbidButton({ id, entry }: { id: string; entry: string }) {
  const queryClient = useQueryClient();
  const forbidding = useMutation(
    api.egress.forbid.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.egress.list.key() }),
    }),
  );
  return (
    <>
      <ConfirmButton
        size="xs"
        variant="default"
        loading={forbidding.isPending}
        question={`Forbid ${entry}?`}
        explanation="Calls to it that are under way end, and new ones are refused. Runs of models behind it pause."
        confirm="Forbid it"
        onConfirm={() => forbidding.mutate({ id })}
      >
        Forbid
      </ConfirmButton>
      {forbidding.error && <FailureNotice error={forbidding.error} />}
    </>
  );
}
