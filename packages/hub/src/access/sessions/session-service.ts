import type {
  accountChangesSchema,
  SessionView,
  signInSchema,
} from '@patchbay/core/api/session.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type * as z from 'zod';
import type { Caller, Principal } from '../principal.ts';
import { hashPassword, passwordFits, requireGoodPassword } from '../users/passwords.ts';
import type { KnownUser, UserStore } from '../users/user-store.ts';
import type { Attempts } from './attempts.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session-store.ts';
import type { Visitor } from './visitor.ts';

export type SessionService = ReturnType<typeof createSessionService>;

/** People come in by e-mail address and password, and what they are then lasts as a session. */
export function createSessionService(parts: {
  sessions: SessionStore;
  users: UserStore;
  attempts: Attempts;
}) {
  const { sessions, users, attempts } = parts;

  /**
   * Proves that somebody knows the password of an account.
   * @throws PatchbayError AUTH_FAILED, the same and after the same time whether or not there is such an account;
   *   AUTH_TOO_MANY_ATTEMPTS
   */
  async function prove(email: string, password: string, visitor: Visitor): Promise<KnownUser> {
    const giveBack = await attempts.begin(email.toLowerCase(), visitor);
    const user = await users.findByEmail(email);
    const isRight = await passwordFits(password, user?.passwordHash ?? null);
    if (user && isRight) {
      await giveBack();
      return user;
    }
    if (user) await sessions.recordRefusal(user, { visitor, reason: 'password' });
    throw new PatchbayError({
      code: 'AUTH_FAILED',
      message: 'The e-mail address and the password do not fit together.',
    });
  }

  /** Opens a session in an organisation, or in the one that the user was in last; returns its token. */
  async function open(
    user: Pick<KnownUser, 'id' | 'name'>,
    at: { visitor: Visitor; way: string; organisationId?: string },
  ): Promise<string> {
    const organisationId = at.organisationId ?? (await users.listOrganisations(user.id))[0]?.id;
    if (organisationId === undefined) throw nowhere();
    const { address } = at.visitor;
    const principal = { organisationId, actor: `user:${user.id}`, name: user.name, address };
    return await sessions.open(principal, user.id, at);
  }

  return {
    /** The days for which a session is good after it was last used. */
    days: sessions.days,
    find: sessions.find,
    prolong: sessions.prolong,
    prove,
    open,

    /** Signs in by e-mail address and password; returns the token of the session. */
    async signIn(from: z.infer<typeof signInSchema>, visitor: Visitor): Promise<string> {
      const user = await prove(from.email, from.password, visitor);
      return await open(user, { visitor, way: 'password' });
    },

    end: sessions.end,

    /** Changes what a person may change about themselves. */
    async change(
      session: Session,
      principal: Principal,
      { changes, visitor }: { changes: z.infer<typeof accountChangesSchema>; visitor: Visitor },
    ): Promise<void> {
      const { name, password, organisationId } = changes;
      const { user } = session;
      if (password) {
        requireGoodPassword(password.next, user.email);
        await prove(user.email, password.current, visitor);
        const passwordHash = await hashPassword(password.next);
        await users.changePassword(principal, user.id, { passwordHash, sessionId: session.id });
      }
      if (name !== undefined) await users.rename(principal, user.id, name);
      if (organisationId === undefined) return;
      if (await sessions.turnTo(session, organisationId)) return;
      throw new PatchbayError({
        code: 'INPUT_NOT_FOUND',
        message: `You are in no organisation ${organisationId}.`,
      });
    },

    /** What a person, or a key, learns about itself. */
    async describe(session: Session | null, caller: Caller, name: string): Promise<SessionView> {
      const organisation = { id: caller.organisationId, name };
      return {
        user: session?.user ?? null,
        organisation,
        role: session?.role ?? null,
        permissions: [...caller.permissions],
        organisations: session ? await users.listOrganisations(session.user.id) : [organisation],
      };
    },
  };
}

function nowhere(): PatchbayError {
  return new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: 'You are in no organisation of this hub any more. Ask an owner for an invitation.',
  });
}
