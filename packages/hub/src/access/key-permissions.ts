import { type Permission, permissions } from '@patchbay/core/api/route.ts';

/** Permissions in the form in which API keys store them: `{ models: ['read', 'write'] }`. */
export type KeyPermissions = { [resource: string]: string[] };

/** Groups permissions by resource, for a key to be made. */
export function toKeyPermissions(granted: Iterable<Permission>): KeyPermissions {
  const grouped: KeyPermissions = {};
  for (const permission of granted) {
    const [resource = '', action = ''] = permission.split(':');
    grouped[resource] = [...(grouped[resource] ?? []), action];
  }
  return grouped;
}

/** The permissions of a key; words that this version does not know are left out. */
export function fromKeyPermissions(stored: KeyPermissions | null | undefined): Set<Permission> {
  const written = Object.entries(stored ?? {}).flatMap(([resource, actions]) =>
    actions.map((action) => `${resource}:${action}`),
  );
  return new Set(permissions.filter((permission) => written.includes(permission)));
}
