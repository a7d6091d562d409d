import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The cookie of a session: no script reads it, no other site sends it. Over https it carries the prefix
 * `__Host-`, so that no neighbouring name can set it.
 */
const plainName = 'patchbay_session';
const secureName = `__Host-${plainName}`;

/** The names that the cookie has, for whoever describes it. */
export const sessionCookieNames = { plainName, secureName };

/** The token of the session with which a browser comes. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[isSecure(request) ? secureName : plainName];
}

export function setSessionCookie(reply: FastifyReply, token: string, days: number): void {
  const secure = isSecure(reply.request);
  reply.setCookie(secure ? secureName : plainName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    maxAge: days * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  const secure = isSecure(reply.request);
  reply.clearCookie(secure ? secureName : plainName, { path: '/', secure });
}

/** Whether the browser speaks https: with this hub, or with a proxy before it that is trusted. */
export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}
