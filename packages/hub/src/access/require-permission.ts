import type { Permission } from '@patchbay/core/api/route.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from './principal.ts';

/** Throws AUTH_FORBIDDEN where a principal does not have a permission. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  const who = principal.actor.startsWith('user:') ? 'your role' : 'the key';
  throw new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: `This needs the permission ${permission}, which ${who} does not have.`,
    details: { permission },
  });
}
