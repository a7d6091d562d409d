import { oc, type Route } from '@orpc/contract';

/** What somebody may be allowed to do; a key calls it a scope. Every route names exactly one. */
export const permissions = [
  'protocols:read',
  'models:read',
  'models:write',
  /** Asks a model about one input, and keeps nothing of it. */
  'models:use',
  /** Saves, changes and deletes prompts of the sandbox; who may use models reads them. */
  'prompts:write',
  'datasets:read',
  'datasets:write',
  'runs:read',
  'runs:write',
  /** Items with what was predicted, and exports. */
  'predictions:read',
  'evaluations:read',
  /** Makes evaluations and adds scores; where models are asked, `runs:write` is needed too. */
  'evaluations:write',
  /** Judges answers without knowing whose they are. */
  'evaluations:rate',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'audit:read',
  'settings:read',
  'settings:write',
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
