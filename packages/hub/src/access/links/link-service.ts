import type { LinkUse, LinkView } from '@patchbay/core/api/session.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { LetIn } from '../people/join-rows.ts';
import type { Attempts } from '../sessions/attempts.ts';
import type { SessionService } from '../sessions/session-service.ts';
import type { Visitor } from '../sessions/visitor.ts';
import { hashPassword, requireGoodPassword } from '../users/passwords.ts';
import type { UserStore } from '../users/user-store.ts';
import type { LinkStore } from './link-store.ts';

export type LinkService = ReturnType<typeof createLinkService>;

/** One-time links: what one is for, and what whoever brings it makes of it. */
export function createLinkService(parts: {
  links: LinkStore;
  users: UserStore;
  sessions: SessionService;
  attempts: Attempts;
}) {
  const { links, users, sessions, attempts } = parts;

  /** @throws PatchbayError AUTH_LINK_INVALID, AUTH_TOO_MANY_ATTEMPTS */
  async function describe(token: string, visitor: Visitor): Promise<LinkView> {
    const view = await links.describe(token);
    if (view) return view;
    await attempts.refused(visitor);
    throw worthless();
  }

  async function useLink(use: LinkUse, view: LinkView, visitor: Visitor): Promise<LetIn | null> {
    const { token } = use;
    switch (view.purpose) {
      case 'first-owner': {
        const person = await readNewPerson(use, use.email);
        return await links.claimFirstOwner(token, person, visitor.address);
      }
      case 'password': {
        const passwordHash = await readPassword(use, view.email ?? '');
        return await links.setPassword(token, passwordHash, visitor.address);
      }
      case 'sign-in':
        return await links.takeSignIn(token);
      case 'invitation': {
        const email = view.email ?? '';
        const who = view.isKnown
          ? { userId: (await sessions.prove(email, wantPassword(use), visitor)).id }
          : await readNewPerson(use, email);
        return await links.join(token, who, visitor.address);
      }
    }
  }

  /** @throws PatchbayError INPUT_INVALID, INPUT_PERSON_KNOWN */
  async function readNewPerson(use: LinkUse, email: string | undefined) {
    const { name } = use;
    if (!name) throw missing('name', 'what the others here call you');
    if (!email) throw missing('email', 'the address with which you will sign in');
    const passwordHash = await readPassword(use, email);
    if (await users.findByEmail(email)) throw known(email);
    return { name, email, passwordHash };
  }

  return {
    describe,

    /** Uses a link up and signs in; returns the token of the session. */
    async use(use: LinkUse, visitor: Visitor): Promise<string> {
      const view = await describe(use.token, visitor);
      const letIn = await useLink(use, view, visitor);
      if (!letIn) throw worthless();
      const { userId, name, organisationId } = letIn;
      const way = `link:${view.purpose}`;
      return await sessions.open({ id: userId, name }, { visitor, way, organisationId });
    },
  };
}

function wantPassword({ password }: LinkUse): string {
  if (password === undefined) throw missing('password', 'with which you sign in');
  return password;
}

async function readPassword(use: LinkUse, email: string): Promise<string> {
  const password = wantPassword(use);
  requireGoodPassword(password, email);
  return await hashPassword(password);
}

function missing(path: string, what: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${path}: is missing; ${what}.`,
    details: { issues: [{ path: `/${path}`, message: `is missing; ${what}` }] },
  });
}

function known(email: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_PERSON_KNOWN',
    message: `Somebody with the address ${email} is a user of this hub already.`,
  });
}

function worthless(): PatchbayError {
  return new PatchbayError({
    code: 'AUTH_LINK_INVALID',
    message: 'The link was used, was taken back, is too old, or was not copied whole.',
  });
}
