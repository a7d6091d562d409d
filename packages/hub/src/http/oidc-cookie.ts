import type { FastifyReply, FastifyRequest } from 'fastify';
import { begunSignInSeconds } from '../access/oidc/begun-sign-in.ts';
import { isSecure } from './session-cookie.ts';

/**
 * The cookie of a sign-in that was begun by another service. That service sends the browser back, so that it is
 * `Lax` where the cookie of a session is `Strict`; what it holds is sealed.
 */
const plainName = 'patchbay_sign_in';
const secureName = `__Host-${plainName}`;

export function readBegunCookie(request: FastifyRequest): string | undefined {
  return request.cookies[isSecure(request) ? secureName : plainName];
}

export function setBegunCookie(reply: FastifyReply, sealed: string): void {
  const secure = isSecure(reply.request);
  reply.setCookie(secure ? secureName : plainName, sealed, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: begunSignInSeconds,
  });
}

export function clearBegunCookie(reply: FastifyReply): void {
  const secure = isSecure(reply.request);
  reply.clearCookie(secure ? secureName : plainName, { path: '/', secure });
}
