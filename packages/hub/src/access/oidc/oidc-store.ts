import type pg from 'pg';
import { type Database, withTransaction } from '../../database/database.ts';
import type { AuditLog } from '../audit.ts';
import type { Auth } from '../auth-store.ts';
import { acceptInvitation, becomeMember, letInAs } from '../people/join-rows.ts';
import type { Identity } from './identity.ts';
import {
  findLinkedUser,
  findUserByEmail,
  listOpenInvitations,
  listOrganisationsOf,
  lockFirstOrganisation,
  type RecognisedUser,
} from './oidc-rows.ts';

/** Why somebody whom the service knows is not let in. */
export type Refusal =
  | 'AUTH_OIDC_EMAIL_UNVERIFIED'
  | 'AUTH_OIDC_EMAIL_TAKEN'
  | 'AUTH_OIDC_NOT_INVITED';

/** A user who is let in; into the organisation that they joined just now, or where they were last. */
export interface Admitted {
  readonly userId: string;
  readonly name: string;
  readonly organisationId?: string;
}

/** What an admission is decided by. */
interface Arrival {
  readonly identity: Identity;
  readonly domains: readonly string[];
  readonly address: string;
}

export type OidcStore = ReturnType<typeof createOidcStore>;

/** Who of those whom the service knows comes in, as whom, and where. */
export function createOidcStore(database: Database, auth: Auth, audit: AuditLog) {
  return {
    /**
     * Lets somebody in, or writes down why not. Who came before is known by the subject alone; who comes for the
     * first time by their verified address. Open invitations of that address are accepted by it.
     */
    async admit(arrival: Arrival): Promise<Admitted | Refusal> {
      return await withTransaction(database, async (client, orm) => {
        const firstId = await lockFirstOrganisation(client);
        const known = await recognise(client, arrival.identity);
        const admitted = await decide({ client, orm, firstId }, arrival, known);
        if (typeof admitted !== 'string') return admitted;
        await recordRefusal(client, arrival, { refusal: admitted, firstId });
        return admitted;
      });
    },
  };

  interface Scene {
    readonly client: pg.ClientBase;
    readonly orm: Database['orm'];
    /** Of the first organisation. */
    readonly firstId: string;
  }

  async function decide(
    scene: Scene,
    arrival: Arrival,
    known: Awaited<ReturnType<typeof recognise>>,
  ): Promise<Admitted | Refusal> {
    const { client } = scene;
    const { identity } = arrival;
    if (typeof known === 'string') return known;
    const invitations = await listOpenInvitations(client, identity.verifiedEmail);
    const before = known ? await listOrganisationsOf(client, known.user.id) : [];
    // Who is a user and in no organisation was taken out: their domain does not bring them back.
    const byDomain = !known && isOfDomain(identity.verifiedEmail, arrival.domains);
    if (before.length === 0 && invitations.length === 0 && !byDomain)
      return 'AUTH_OIDC_NOT_INVITED';
    const user = known?.user ?? (await createUser(scene, identity));
    const joined = await join(scene, { ...arrival, user, invitations, byDomain });
    if (!known?.isLinked) await link(scene, { ...arrival, user });
    return { userId: user.id, name: user.name, ...(joined && { organisationId: joined }) };
  }

  async function createUser(
    { orm }: Scene,
    { name, verifiedEmail }: Identity,
  ): Promise<RecognisedUser> {
    const email = verifiedEmail ?? '';
    const person = { name: name ?? email.split('@')[0] ?? email, email };
    const { id } = await auth.within(orm, (keeper) =>
      keeper.createUser({ ...person, emailVerified: true }, { method: 'internal' }),
    );
    return { id, ...person };
  }

  /** Takes the invitations of somebody, else lets them in by their domain; returns the organisation they joined. */
  async function join(
    { client, firstId }: Scene,
    who: Arrival & { user: RecognisedUser; invitations: readonly string[]; byDomain: boolean },
  ): Promise<string | null> {
    const { user, address } = who;
    let joined: string | null = null;
    for (const id of who.invitations) {
      const taken = await acceptInvitation(client, id);
      if (!taken) continue;
      await becomeMember(client, audit, { ...taken, userId: user.id, address });
      joined ??= taken.organisationId;
    }
    if (joined || !who.byDomain) return joined;
    const viewer = {
      id: null,
      organisationId: firstId,
      email: user.email,
      role: 'viewer',
    } as const;
    await becomeMember(client, audit, { ...viewer, userId: user.id, address });
    return firstId;
  }

  /** From now on the subject says who they are, whatever becomes of the address. */
  async function link(
    { client, orm }: Scene,
    { identity, user, address }: Arrival & { user: RecognisedUser },
  ): Promise<void> {
    const { issuer, subject } = identity;
    await auth.within(orm, (keeper) =>
      keeper.linkAccount({ userId: user.id, accountId: subject, providerId: issuer }),
    );
    for (const organisationId of await listOrganisationsOf(client, user.id)) {
      const principal = letInAs({ userId: user.id, name: user.name, organisationId }, address);
      await audit.record(client, principal, {
        action: 'user:linked',
        subject: user.id,
        details: { issuer, email: user.email },
      });
    }
  }

  /** In the first organisation: who is refused is a member of none. */
  async function recordRefusal(
    client: pg.ClientBase,
    { identity, address }: Arrival,
    { refusal, firstId }: { refusal: Refusal; firstId: string },
  ): Promise<void> {
    const nobody = { organisationId: firstId, actor: 'hub', name: '', address };
    await audit.record(client, nobody, {
      action: 'session:refused',
      subject: null,
      details: { way: 'oidc', reason: refusal, email: identity.verifiedEmail },
    });
  }
}

/** Which user somebody is: null for nobody yet. */
async function recognise(
  client: pg.ClientBase,
  identity: Identity,
): Promise<{ user: RecognisedUser; isLinked: boolean } | Refusal | null> {
  const linked = await findLinkedUser(client, identity);
  if (linked) return { user: linked, isLinked: true };
  if (identity.verifiedEmail === null) return 'AUTH_OIDC_EMAIL_UNVERIFIED';
  const user = await findUserByEmail(client, identity);
  if (user?.isTaken) return 'AUTH_OIDC_EMAIL_TAKEN';
  return user && { user, isLinked: false };
}

function isOfDomain(email: string | null, domains: readonly string[]): boolean {
  const domain = email?.split('@').at(-1);
  return domain !== undefined && domains.includes(domain);
}
