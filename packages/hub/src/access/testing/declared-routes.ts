import { isContractProcedure } from '@orpc/contract';
import { contract } from '@patchbay/core/api/contract.ts';
import type { Permission, RouteMeta } from '@patchbay/core/api/route.ts';
import type { RouteRule } from '../../http/route-rules.ts';

/** A route with what it says about who may call it. */
export interface DeclaredRoute {
  readonly method: string;
  /** With its parameters in braces: `/api/v1/runs/{id}/export`. */
  readonly path: string;
  /** Null: it does not say. */
  readonly rule: Permission | 'public' | 'any key' | 'session' | null;
  /** The schema of its path, query and body, where the contract has it. */
  readonly input?: unknown;
}

/** `GET /api/v1/runs/{id}`. */
export function nameOf({ method, path }: Pick<DeclaredRoute, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** All routes of a hub: those that were registered, and those of the contract in place of the one that serves it. */
export function listRoutes(rules: readonly RouteRule[]): DeclaredRoute[] {
  return rules
    .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    .filter(({ method, url }) => !url.endsWith('/*') || method === 'GET') // a route for all that is left
    .flatMap(({ method, url, access }): DeclaredRoute[] => {
      if (access === 'contract') return listContractRoutes(contract);
      return [{ method, path: url.replace(/:(\w+)/g, '{$1}'), rule: access }];
    });
}

function listContractRoutes(part: object): DeclaredRoute[] {
  if (!isContractProcedure(part)) return Object.values(part).flatMap(listContractRoutes);
  const { route, meta, inputSchema } = part['~orpc'];
  const { permission = null } = meta as Partial<RouteMeta>;
  const [method = 'GET', path = ''] = [route.method, route.path];
  return [{ method, path: `/api/v1${path}`, rule: permission, input: inputSchema }];
}
