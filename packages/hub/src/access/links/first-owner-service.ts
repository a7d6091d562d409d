import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { hashPassword, requireGoodPassword } from '../users/passwords.ts';
import type { UserStore } from '../users/user-store.ts';
import type { LinkAddresses } from './link-addresses.ts';
import type { LinkStore } from './link-store.ts';

/** Who the environment says is the first owner. */
export interface ConfiguredOwner {
  readonly email: string;
  readonly password: string;
}

export type FirstOwnerService = ReturnType<typeof createFirstOwnerService>;

const signInLinkLifetimeMs = 15 * 60_000;

/** How the first owner comes in: by the environment of the hub, or by a link that its start prints. */
export function createFirstOwnerService(parts: {
  links: LinkStore;
  users: UserStore;
  addresses: LinkAddresses;
}) {
  const { links, users, addresses } = parts;
  return {
    isMissing: links.isOwnerMissing,

    /**
     * What the start of a hub does about its first owner: where there is one, nothing. Else the one of the
     * environment becomes it, or the address is returned at which somebody becomes it.
     * @throws PatchbayError INPUT_INVALID for a weak password of the environment
     */
    async provide(configured: ConfiguredOwner | null): Promise<string | null> {
      if (!(await links.isOwnerMissing())) return null;
      if (!configured) return addresses.addressOf(await links.createFirstOwnerLink());
      const { email, password } = configured;
      requireGoodPassword(password, email);
      const passwordHash = await hashPassword(password);
      await links.claimAsConfigured({ name: email.split('@')[0] ?? email, email, passwordHash });
      return null;
    },

    /** An address that signs somebody in as a user, once, for whoever started the hub. */
    async createSignInAddress(email: string): Promise<string> {
      const user = await users.findByEmail(email);
      const [organisation] = user ? await users.listOrganisations(user.id) : [];
      if (!user || !organisation) {
        throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no user ${email}.` });
      }
      const operator = {
        organisationId: organisation.id,
        actor: 'operator',
        name: 'operator',
        address: null,
      };
      const { token } = await links.createUserLink(operator, {
        userId: user.id,
        purpose: 'sign-in',
        lifetimeMs: signInLinkLifetimeMs,
      });
      return addresses.addressOf(token);
    },
  };
}
