import type { Permission } from '@patchbay/core/api/route.ts';

/** Who makes a request, from where, for which organisation, and what they may do. */
export interface Principal {
  readonly organisationId: string;
  /** `user:<id>`, `key:<id of the API key>`. */
  readonly actor: string;
  /** What people call them, for the audit: the name of the user or of the key. */
  readonly name: string;
  /** The IP address that the request came from; null where it came by no network. */
  readonly address: string | null;
  readonly permissions: ReadonlySet<Permission>;
}

/** Somebody whose key or session is known, wherever the request came from. */
export type Caller = Omit<Principal, 'address'>;
