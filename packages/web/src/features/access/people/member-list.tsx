import { Avatar, Badge, Group, Text } from '@mantine/core';
import type { MemberView } from '@patchbay/core/api/people-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { useSession } from '../../../api/use-session.ts';
import { ListRow } from '../../../components/list-row.tsx';
import { Moment } from '../../../components/moment.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { type PeopleSearch, withoutGaps } from '../access-search.ts';
import { MemberActions } from './member-actions.tsx';

/** The people of the organisation by name, all or those that are searched for. */
export function MemberList({ search }: { search: PeopleSearch }) {
  const query = useInfiniteQuery(
    api.members.list.infiniteOptions({
      input: (cursor: Cursor) => ({ ...withoutGaps(search), ...(cursor && { cursor }), limit: 50 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList
      query={query}
      empty={
        <Text size="sm" c="dimmed">
          There is nobody of whom that is true.
        </Text>
      }
    >
      {(members) => members.map((member) => <MemberRow key={member.id} member={member} />)}
    </PagedList>
  );
}

function MemberRow({ member }: { member: MemberView }) {
  const isMe = useSession()?.user?.id === member.id;
  return (
    <ListRow label={member.name}>
      <Group justify="space-between" gap="xs">
        <Group gap="sm" wrap="nowrap" miw={0} flex="1 1 240px">
          <Avatar size={36} color="initials" name={member.name} alt="" />
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {showControls(member.name)}
              </Text>
              {isMe && (
                <Badge variant="light" color="gray" size="sm" tt="none">
                  you
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {showControls(member.email)}
            </Text>
            <Text size="xs" c="dimmed">
              Joined <Moment at={member.joinedAt} /> ·{' '}
              {member.lastSeenAt ? (
                <>
                  seen <Moment at={member.lastSeenAt} />
                </>
              ) : (
                'not seen yet'
              )}
            </Text>
          </div>
        </Group>
        <MemberActions member={member} isMe={isMe} />
      </Group>
    </ListRow>
  );
}
