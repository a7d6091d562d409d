import { oc, type Route } from '@orpc/contract';

/** What a key may be allowed to do. Every route names exactly one. */
export const permissions = [
  'protocols:read',
  'models:read',
  'models:write',
  'datasets:read',
  'datasets:write',
  'runs:read',
  'runs:write',
] as const;
export type Permission = (typeof permissions)[number];

/** What the hub learns about a route from the contract. */
export interface RouteMeta {
  readonly permission: Permission;
}

/**
 * Begins a route of our own API. There is no other way to begin one, so that none can be without
 * its permission (DESIGN law 11).
 */
export function defineRoute(permission: Permission, route: Route & { summary: string }) {
  return oc.$meta<RouteMeta>({ permission }).route(route);
}
