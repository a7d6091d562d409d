import { type Role, rolePermissions, roles } from '@patchbay/core/access/role.ts';
import { permissions } from '@patchbay/core/api/route.ts';
import type { TestHub } from '../../testing/test-hub.ts';
import type { DeclaredRoute } from './declared-routes.ts';
import type { Asker } from './judge-route.ts';
import { signInAs } from './people.ts';

/** Somebody who asks, with what their requests carry. */
export interface RouteAsker extends Asker {
  readonly headers: { readonly [name: string]: string };
}

/** Who asks every route. */
export async function makeAskers(hub: TestHub): Promise<(route: DeclaredRoute) => RouteAsker[]> {
  const always = [
    ...(await Promise.all(roles.map((role) => makePerson(hub, role)))),
    { who: 'nobody', permissions: null, headers: {} },
    await makeExpired(hub),
    await makeRevoked(hub),
  ];
  const byScope = new Map(
    await Promise.all(
      permissions.map(async (scope) => {
        const others = permissions.filter((other) => other !== scope);
        const only = await makeKeyAsker(hub, `a key with ${scope} alone`, [scope]);
        const allBut = await makeKeyAsker(hub, `a key with all but ${scope}`, others);
        return [scope, [only, allBut]] as const;
      }),
    ),
  );
  return ({ rule }) => [
    ...always,
    ...permissions.flatMap((scope) => (scope === rule ? (byScope.get(scope) ?? []) : [])),
  ];
}

async function makeKeyAsker(
  hub: TestHub,
  who: string,
  scopes: readonly (typeof permissions)[number][],
) {
  const authorization = `Bearer ${await hub.makeKey({ name: 'asker', scopes })}`;
  return { who, permissions: new Set(scopes), headers: { authorization } };
}

async function makePerson(hub: TestHub, role: Role): Promise<RouteAsker> {
  const { headers } = await signInAs(hub.database, role);
  const permissions = new Set(rolePermissions[role]);
  return { who: `a ${role}`, permissions, headers, isPerson: true };
}

async function makeExpired(hub: TestHub): Promise<RouteAsker> {
  const key = await hub.makeKey({ name: 'expired', expiresAt: new Date(Date.now() - 1) });
  return { who: 'an expired key', permissions: null, headers: { authorization: `Bearer ${key}` } };
}

async function makeRevoked(hub: TestHub): Promise<RouteAsker> {
  const key = await hub.makeKey({ name: 'revoked' });
  await hub.database.pool.query("update apikey set enabled = false where name = 'revoked'");
  return { who: 'a revoked key', permissions: null, headers: { authorization: `Bearer ${key}` } };
}
