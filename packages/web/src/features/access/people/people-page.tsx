import { Permitted } from '../../../components/permitted.tsx';
import { Section } from '../../../components/section.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteButton } from './invite-button.tsx';
import { MemberList } from './member-list.tsx';

/** Who is in the organisation, and who is invited. */
export function PeoplePage() {
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
        <MemberList />
      </Section>
      <Section title="Invitations">
        <InvitationList />
      </Section>
    </>
  );
}
