import type { AuditEntryView } from '@patchbay/core/api/audit-routes.ts';

type Actor = AuditEntryView['actor'];

/** What somebody is who is no person. */
const actorKinds: { readonly [Kind in Actor['kind']]: string } = {
  user: 'person',
  key: 'API key',
  operator: 'at the command line',
  hub: 'by itself',
};

/** Who did something, in words, and what they are where that is not a person. Of whom no name is known was refused. */
export function describeActor({ kind, name }: Actor): { name: string; what: string | null } {
  if (name === '') return { name: 'Somebody', what: 'not signed in' };
  return { name, what: kind === 'user' ? null : actorKinds[kind] };
}

/** How the hub is asked for what somebody did: `user:<id>`, `operator`. */
export function actorOf({ kind, id }: Actor): string {
  return id === null ? kind : `${kind}:${id}`;
}
