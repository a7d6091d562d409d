import { Badge, Group, Text } from '@mantine/core';
import type { InvitationView } from '@patchbay/core/api/people-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ListRow } from '../../../components/list-row.tsx';
import { Moment } from '../../../components/moment.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { Permitted } from '../../../components/permitted.tsx';

/** Who was asked to come and has not yet, newest first. */
export function InvitationList() {
  const query = useInfiniteQuery(
    api.invitations.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList
      query={query}
      empty={
        <Text size="sm" c="dimmed">
          Nobody is invited who has not come yet.
        </Text>
      }
    >
      {(invitations) =>
        invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))
      }
    </PagedList>
  );
}

function InvitationRow({ invitation }: { invitation: InvitationView }) {
  const { id, email } = invitation;
  const queryClient = useQueryClient();
  const revoking = useMutation(
    api.invitations.revoke.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.invitations.list.key() }),
    }),
  );
  return (
    <ListRow label={email}>
      <Group justify="space-between" gap="xs">
        <InvitationFacts invitation={invitation} />
        <Permitted to="members:write">
          <ConfirmButton
            size="xs"
            variant="default"
            loading={revoking.isPending}
            question={`Take the invitation of ${email} back?`}
            explanation="The link is worth nothing from then on. You can invite them again."
            confirm="Take it back"
            keep="Let it stand"
            onConfirm={() => revoking.mutate({ id })}
          >
            Take back
          </ConfirmButton>
        </Permitted>
      </Group>
      {revoking.error && <FailureNotice error={revoking.error} />}
    </ListRow>
  );
}

function InvitationFacts({ invitation }: { invitation: InvitationView }) {
  const { email, role, state, invitedBy, createdAt, expiresAt } = invitation;
  return (
    <div style={{ minWidth: 0, flex: '1 1 220px' }}>
      <Group gap={8}>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {showControls(email)}
        </Text>
        <Badge variant="light" color="gray" tt="none">
          {role}
        </Badge>
        {state === 'expired' && (
          <Badge variant="light" color="yellow" tt="none">
            expired
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        Invited by {showControls(invitedBy)} <Moment at={createdAt} />
        {state === 'open' && (
          <>
            {' '}
            · the link ends <Moment at={expiresAt} />
          </>
        )}
      </Text>
    </div>
  );
}
