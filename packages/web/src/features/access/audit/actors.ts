import type { AuditEntryView } from '@patchbay/core/api/audit-routes.ts';

type Actor = AuditEntryView['actor'];

/** What somebody is who is no person. */
export const actorKinds: { readonly [Kind in Actor['kind']]: string } = {
  user: 'person',
  key: 'API key',
  operator: 'at the command line',
  hub: 'by itself',
};

/** How the hub is asked for what somebody did: `user:<id>`, `operator`. */
export function actorOf({ kind, id }: Actor): string {
  return id === null ? kind : `${kind}:${id}`;
}
