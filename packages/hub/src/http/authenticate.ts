import type { Permission } from '@patchbay/core/api/route.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessService } from '../access/access-service.ts';
import type { Caller, Principal } from '../access/principal.ts';
import { requirePermission } from '../access/require-permission.ts';
import { isSameOrigin } from './same-origin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
  interface FastifyContextConfig {
    /** Who may call the route: everybody, any key, who has a permission, or whom the API contract lets. */
    access?: 'public' | 'any key' | 'contract' | Permission;
  }
}

export const sessionCookie = 'patchbay_session';

/** Routes under these paths say who may call them. */
const guardedPath = /^\/(api|compat)\//;

/** `ApiKey` is how clients of other platforms spell it. */
const keyHeader = /^(?:Bearer|ApiKey) +(\S+)$/i;

/**
 * Lets nobody through to a route of our own API or of `compat` who may not call it, by an API key or
 * by the cookie of a browser. A route there that does not say who may call it stops the hub from
 * starting.
 */
export function registerAuthentication(app: FastifyInstance, access: AccessService): void {
  app.decorateRequest('principal', null);
  app.addHook('onRoute', (route) => {
    if (guardedPath.test(route.url) && !route.config?.access) {
      throw new Error(`The route ${route.url} does not say who may call it (config.access).`);
    }
  });
  app.addHook('onRequest', async (request) => {
    const needed = request.routeOptions.config.access ?? 'public';
    if (needed === 'public') return;
    const caller = await authenticate(request, access);
    request.principal = { ...caller, address: request.ip };
    if (needed === 'any key' || needed === 'contract') return;
    requirePermission(request.principal, needed);
  });
}

/** Who makes a request to a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal) return request.principal;
  throw new Error('Asked for the principal of a request that was not authenticated.');
}

async function authenticate(request: FastifyRequest, access: AccessService): Promise<Caller> {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const key = keyHeader.exec(header)?.[1];
    if (!key) {
      throw unauthenticated(
        'The Authorization header is neither of the form "Bearer <key>" nor "ApiKey <key>".',
      );
    }
    return access.authenticateKey(key);
  }
  const cookie = request.cookies[sessionCookie];
  if (cookie === undefined) {
    throw unauthenticated('The request carries neither an API key nor a session.');
  }
  if (!isSameOrigin(request)) {
    throw unauthenticated('A session is only accepted from the pages of this hub itself.');
  }
  return (
    (await access.authenticateSession(cookie)) ??
    refuse('The session has ended. Open the hub with its key again.')
  );
}

function refuse(message: string): never {
  throw unauthenticated(message);
}

function unauthenticated(message: string): PatchbayError {
  return new PatchbayError({ code: 'AUTH_REQUIRED', message });
}
