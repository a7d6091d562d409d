import { Group, Select } from '@mantine/core';
import { roles } from '@patchbay/core/access/role.ts';
import { Permitted } from '../../../components/permitted.tsx';
import { SearchInput } from '../../../components/search-input.tsx';
import { Section } from '../../../components/section.tsx';
import { type PeopleSearch, withoutGaps } from '../access-search.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteButton } from './invite-button.tsx';
import { MemberList } from './member-list.tsx';

interface PeoplePageProps {
  search: PeopleSearch;
  onSearch: (search: PeopleSearch) => void;
}

/** Who is in the organisation, and who is invited. */
export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  return (
    <>
      <Section
        title="Members"
        actions={
          <Permitted to="members:write">
            <InviteButton />
          </Permitted>
        }
      >
        <Group gap="xs" role="search" aria-label="Members">
          <SearchInput
            name="Show members with the words"
            placeholder="Name or e-mail"
            words={search.text}
            maxLength={200}
            style={{ flex: '1 1 180px', maxWidth: 320 }}
            onSearch={(text) => onSearch(withoutGaps({ ...search, text }))}
          />
          <Select
            size="xs"
            w={150}
            aria-label="Show members who are"
            placeholder="Any role"
            clearable
            data={[...roles]}
            value={search.role ?? null}
            onChange={(role) => onSearch(withoutGaps({ ...search, role: role ?? undefined }))}
          />
        </Group>
        <MemberList search={search} />
      </Section>
      <Section title="Invitations">
        <InvitationList />
      </Section>
    </>
  );
}
