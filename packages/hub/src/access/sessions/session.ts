import { type Role, rolePermissions } from '@patchbay/core/access/role.ts';
import type { Caller } from '../principal.ts';

/** Somebody who is signed in: who, where, and as what, at this moment. */
export interface Session {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly role: Role;
  /** When it was last used, to about an hour. */
  readonly lastSeenAt: Date;
}

/** What a session may do: what the role of its user may, as of now. */
export function callerOf({ organisation, user, role }: Session): Caller {
  return {
    organisationId: organisation.id,
    actor: `user:${user.id}`,
    name: user.name,
    permissions: new Set(rolePermissions[role]),
  };
}
