import type { Permission } from '@patchbay/core/api/route.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessService } from '../access/access-service.ts';
import type { Caller, Principal } from '../access/principal.ts';
import { requirePermission } from '../access/require-permission.ts';
import { callerOf, type Session } from '../access/sessions/session.ts';
import type { SessionService } from '../access/sessions/session-service.ts';
import { isSameOrigin } from './same-origin.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** The session with which a person asks; null where a key does. */
    session: Session | null;
    /** Looks anew for whom the key or the session of the request stands. Rejects as the request would be refused now. */
    authenticateAgain(): Promise<Caller>;
  }
  interface FastifyContextConfig {
    /** Who may call the route: everybody, any key or person, people alone, who has a permission, or whom the API contract lets. */
    access?: 'public' | 'any key' | 'session' | 'contract' | Permission;
  }
}

/** Routes under these paths say who may call them. */
const guardedPath = /^\/(api|compat)\//;

/** `ApiKey` is how clients of other platforms spell it. */
const keyHeader = /^(?:Bearer|ApiKey) +(\S+)$/i;

/**
 * Lets nobody through to a route of our own API or of `compat` who may not call it, by an API key or
 * by the cookie of a browser. A route there that does not say who may call it stops the hub from
 * starting.
 */
export function registerAuthentication(
  app: FastifyInstance,
  { access, sessions }: { access: AccessService; sessions: SessionService },
): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('session', null);
  app.decorateRequest('authenticateAgain', async function again(this: FastifyRequest) {
    const { authorization } = this.headers;
    if (authorization !== undefined) return await authenticateKey(authorization, access, this.ip);
    return callerOf(await findSession(this, sessions));
  });
  app.addHook('onRoute', (route) => {
    if (guardedPath.test(route.url) && !route.config?.access) {
      throw new Error(`The route ${route.url} does not say who may call it (config.access).`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    const needed = request.routeOptions.config.access ?? 'public';
    if (needed === 'public') return;
    const caller =
      request.headers.authorization === undefined
        ? await authenticateSession(request, reply, sessions)
        : await authenticateKey(request.headers.authorization, access, request.ip);
    request.principal = { ...caller, address: request.ip };
    if (needed === 'any key' || needed === 'contract') return;
    if (needed === 'session') return void sessionOf(request);
    requirePermission(request.principal, needed);
  });
}

/** Who makes a request to a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal) return request.principal;
  throw new Error('Asked for the principal of a request that was not authenticated.');
}

/** The session with which a person makes a request. @throws PatchbayError AUTH_FORBIDDEN where a key does */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session) return session;
  throw new PatchbayError({
    code: 'AUTH_FORBIDDEN',
    message: 'This is for people who are signed in; an API key has no session.',
  });
}

async function authenticateKey(
  header: string,
  access: AccessService,
  address: string,
): Promise<Caller> {
  const key = keyHeader.exec(header)?.[1];
  if (!key) {
    throw unauthenticated(
      'The Authorization header is neither of the form "Bearer <key>" nor "ApiKey <key>".',
    );
  }
  return await access.authenticateKey(key, address);
}

async function authenticateSession(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: SessionService,
): Promise<Caller> {
  const session = await findSession(request, sessions);
  if (await sessions.prolong(session)) {
    setSessionCookie(reply, readSessionCookie(request) ?? '', sessions.days);
  }
  request.session = session;
  return callerOf(session);
}

async function findSession(request: FastifyRequest, sessions: SessionService): Promise<Session> {
  const token = readSessionCookie(request);
  if (token === undefined) {
    throw unauthenticated('The request carries neither an API key nor a session.');
  }
  if (!isSameOrigin(request)) {
    throw unauthenticated('A session is only accepted from the pages of this hub itself.');
  }
  return (await sessions.find(token)) ?? refuse('The session has ended. Sign in again.');
}

function refuse(message: string): never {
  throw unauthenticated(message);
}

function unauthenticated(message: string): PatchbayError {
  return new PatchbayError({ code: 'AUTH_REQUIRED', message });
}
