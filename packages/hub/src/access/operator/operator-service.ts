import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { LinkAddresses } from '../links/link-addresses.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { MemberStore } from '../people/member-store.ts';
import type { UserStore } from '../users/user-store.ts';

/** A link that the operator hands out. */
export interface OperatorLink {
  readonly url: string;
  /** For whom; null where whoever opens it becomes the first owner. */
  readonly email: string | null;
  /** Null: until the hub is started again. */
  readonly expiresAt: string | null;
}

const lifetimeMs = 3_600_000;

/** What the operator of a hub can do about who comes in, whoever has lost what. */
export function createOperatorService(parts: {
  links: LinkStore;
  members: MemberStore;
  users: UserStore;
  addresses: LinkAddresses;
}) {
  const { links, members, users, addresses } = parts;

  async function findOnlyOwner(): Promise<string> {
    const owners = await members.listOwnerAddresses();
    const [email] = owners;
    if (email !== undefined && owners.length === 1) return email;
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `There are several owners; say for whom the link is: ${owners.join(', ')}.`,
    });
  }

  return {
    /**
     * A link with which somebody sets a new password: the one owner, where nobody is named; where there is none
     * yet, a link for the first owner.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_INVALID
     */
    async createLink(wanted: string | null): Promise<OperatorLink> {
      if (wanted === null && (await links.isOwnerMissing())) {
        const token = await links.createFirstOwnerLink();
        return { url: addresses.addressOf(token), email: null, expiresAt: null };
      }
      const email = wanted ?? (await findOnlyOwner());
      const user = await users.findByEmail(email);
      const [organisation] = user ? await users.listOrganisations(user.id) : [];
      if (!user || !organisation) {
        throw new PatchbayError({
          code: 'INPUT_NOT_FOUND',
          message: `Nobody with the address ${email} is in an organisation of this hub.`,
        });
      }
      const operator = { actor: 'operator', name: 'Operator', address: null };
      const { token, expiresAt } = await links.createUserLink(
        { ...operator, organisationId: organisation.id },
        { userId: user.id, purpose: 'password', lifetimeMs },
      );
      return {
        url: addresses.addressOf(token),
        email: user.email,
        expiresAt: expiresAt.toISOString(),
      };
    },
  };
}
