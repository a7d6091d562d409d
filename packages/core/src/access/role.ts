import type { Permission } from '../api/route.ts';

/**
 * What a person is in an organisation, from the one who may do most to the one who may do least.
 *
 * - `owner` answers for the organisation: its people, and where its models may be called.
 * - `manager` runs labelling: models, datasets, runs, keys, and the people who label.
 * - `labeller` works with what is there, and may ask a model about what is before them.
 * - `viewer` looks.
 */
export const roles = ['owner', 'manager', 'labeller', 'viewer'] as const;
export type Role = (typeof roles)[number];

const viewerPermissions = [
  'protocols:read',
  'models:read',
  'datasets:read',
  'runs:read',
  'predictions:read',
  'evaluations:read',
] as const satisfies readonly Permission[];

const labellerPermissions = [
  ...viewerPermissions,
  'models:use',
  'evaluations:rate',
  'prompts:write',
] as const satisfies readonly Permission[];

const managerPermissions = [
  ...labellerPermissions,
  'models:write',
  'datasets:write',
  'runs:write',
  'evaluations:write',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'audit:read',
  'settings:read',
] as const satisfies readonly Permission[];

/** What each role may do. Nobody gives to another, person or key, what they may not do themselves. */
export const rolePermissions: { readonly [Name in Role]: readonly Permission[] } = {
  owner: [...managerPermissions, 'settings:write'],
  manager: managerPermissions,
  labeller: labellerPermissions,
  viewer: viewerPermissions,
};

/** The roles that somebody of a role may give, change and take: an owner all, a manager those below. */
export function rolesGrantedBy(role: Role): readonly Role[] {
  if (role === 'owner') return roles;
  return role === 'manager' ? ['labeller', 'viewer'] : [];
}

/**
 * The same for whoever has these permissions, person or key: none that may do more than they do. An owner is known
 * by `settings:write`, which a manager has not got.
 */
export function rolesGrantedWith(permissions: ReadonlySet<Permission>): readonly Role[] {
  if (!permissions.has('members:write')) return [];
  return rolesGrantedBy(permissions.has('settings:write') ? 'owner' : 'manager').filter((role) =>
    rolePermissions[role].every((permission) => permissions.has(permission)),
  );
}
