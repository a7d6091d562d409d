import { type Role, rolePermissions, roles } from '@patchbay/core/access/role.ts';
import type { Permission } from '@patchbay/core/api/route.ts';
import type { SessionView } from '@patchbay/core/api/session.ts';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './session.ts';

/** Who is signed in, and what they may do; null while nobody is. */
export function useSession(): SessionView | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Whether the one who is signed in may do this. What they may not do is not offered. */
export function usePermission(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** The roles that bring a permission. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => rolePermissions[role].includes(permission));
}
