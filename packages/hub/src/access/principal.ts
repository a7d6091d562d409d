import type { Permission } from '@patchbay/core/api/route.ts';

/** Who makes a request, for which organisation, and what they may do. */
export interface Principal {
  readonly organisationId: string;
  /** `key:<id of the API key>`. */
  readonly actor: string;
  readonly permissions: ReadonlySet<Permission>;
}
