import { type Role, rolesGrantedWith } from '@patchbay/core/access/role.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type {
  InvitationView,
  MemberQuery,
  MemberView,
  OneTimeLink,
} from '@patchbay/core/api/people-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { LinkAddresses } from '../links/link-addresses.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { Principal } from '../principal.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { MemberRefusal, MemberStore } from './member-store.ts';

interface PageQuery {
  readonly cursor?: string;
  readonly limit: number;
}

const passwordLinkLifetimeMs = 24 * 3_600_000;

export type PeopleService = ReturnType<typeof createPeopleService>;

/** The people of an organisation, and those who are asked to come. Nobody touches who stands above them. */
export function createPeopleService(parts: {
  members: MemberStore;
  invitations: InvitationStore;
  links: LinkStore;
  addresses: LinkAddresses;
}) {
  const { members, invitations, links, addresses } = parts;

  async function find({ organisationId }: Principal, userId: string): Promise<MemberView> {
    return (await members.find(organisationId, userId)) ?? refuse('absent', userId);
  }

  return {
    listMembers: ({ organisationId }: Principal, query: MemberQuery): Promise<Page<MemberView>> =>
      members.list(organisationId, query),

    listInvitations: (
      { organisationId }: Principal,
      query: PageQuery,
    ): Promise<Page<InvitationView>> => invitations.list(organisationId, query),

    /** @throws PatchbayError AUTH_FORBIDDEN, INPUT_NOT_FOUND, INPUT_LAST_OWNER */
    async changeRole(principal: Principal, userId: string, role: Role): Promise<MemberView> {
      requireGrant(principal, role);
      const change = { principal, userId, mayTouch: touchedBy(principal) };
      const refusal = await members.changeRole(change, role);
      if (refusal) refuse(refusal, userId);
      return await find(principal, userId);
    },

    /** Takes somebody out; everybody may leave by themselves. @throws as `changeRole` */
    async remove(principal: Principal, userId: string): Promise<void> {
      const isOwn = principal.actor === `user:${userId}`;
      const mayTouch = isOwn ? () => true : touchedBy(principal);
      const refusal = await members.remove({ principal, userId, mayTouch });
      if (refusal) refuse(refusal, userId);
    },

    /**
     * A link with which somebody sets a new password. Not for who is in another organisation too: whoever
     * had the link would come in there.
     * @throws PatchbayError AUTH_FORBIDDEN, INPUT_NOT_FOUND
     */
    async createPasswordLink(principal: Principal, userId: string): Promise<OneTimeLink> {
      const { role } = await find(principal, userId);
      if (!touchedBy(principal)(role)) refuse('above', userId);
      if (await members.isElsewhere(principal.organisationId, userId)) throw isElsewhere();
      const wanted = { userId, purpose: 'password', lifetimeMs: passwordLinkLifetimeMs } as const;
      const { token, expiresAt } = await links.createUserLink(principal, wanted);
      return { url: addresses.addressOf(token), expiresAt: expiresAt.toISOString() };
    },

    /** @throws PatchbayError AUTH_FORBIDDEN, INPUT_PERSON_KNOWN where they are a member */
    async invite(principal: Principal, wanted: { email: string; role: Role }) {
      requireGrant(principal, wanted.role);
      const made = await invitations.create(principal, wanted, touchedBy(principal));
      if (made === 'member') throw isMember(wanted.email);
      if (made === 'above') throw isInvited(wanted.email);
      const { invitation, token, replaced } = made;
      return {
        invitation,
        replaced,
        link: { url: addresses.addressOf(token), expiresAt: invitation.expiresAt },
      };
    },

    /** @throws PatchbayError AUTH_FORBIDDEN, INPUT_NOT_FOUND */
    async revoke(principal: Principal, invitationId: string): Promise<void> {
      const refusal = await invitations.revoke(principal, invitationId, touchedBy(principal));
      if (refusal) refuse(refusal, invitationId);
    },
  };
}

/** Whose roles somebody may give and take. */
function touchedBy({ permissions }: Principal): (role: Role) => boolean {
  const granted = rolesGrantedWith(permissions);
  return (role) => granted.includes(role);
}

function requireGrant(principal: Principal, role: Role): void {
  const granted = rolesGrantedWith(principal.permissions);
  if (granted.includes(role)) return;
  throw new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: `You may not make anybody ${role}; you may give: ${granted.join(', ') || 'no role'}.`,
    details: { role, granted: [...granted] },
  });
}

function refuse(refusal: MemberRefusal, id: string): never {
  throw new PatchbayError(
    {
      absent: { code: 'INPUT_NOT_FOUND', message: `There is no ${id} here.` } as const,
      above: {
        code: 'AUTH_FORBIDDEN',
        message: 'You may not change them: their role is not one that you give. Ask an owner.',
      } as const,
      'last-owner': {
        code: 'INPUT_LAST_OWNER',
        message: 'They are the only owner of the organisation.',
      } as const,
    }[refusal],
  );
}

function isMember(email: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_PERSON_KNOWN',
    message: `${email} is a member of the organisation already.`,
  });
}

function isInvited(email: string): PatchbayError {
  return new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: `${email} is invited already, with a role that is not one that you give. Ask an owner.`,
  });
}

function isElsewhere(): PatchbayError {
  return new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message:
      'They are in other organisations of this hub too, for which you cannot speak. Its operator makes the link: `patchbay sign-in-link`.',
  });
}
