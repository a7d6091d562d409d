import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** Says why a caller is not let in; null where it is. */
export type CallerCheck = (headers: IncomingHttpHeaders) => string | null;

/**
 * Prepares the check of who calls. Of several kinds of credentials any one lets a caller in, so that
 * protocols which authenticate differently can share a server. Secrets are compared in constant time.
 */
export function createCallerCheck(credentials: Credentials): CallerCheck {
  const { bearer, basic, header } = credentials;
  const wanted = describeWanted(credentials);
  if (wanted.length === 0) return () => null;
  return (headers) => {
    const { scheme, value } = splitAuthorization(headers.authorization);
    if (bearer && scheme === 'bearer' && isSame(value, bearer.token)) return null;
    if (basic && scheme === 'basic' && isSameBasic(value, basic)) return null;
    if (header && isSame(headers[header.name.toLowerCase()], header.value)) return null;
    return `This server wants ${wanted.join(' or ')}. ${describeSent(headers, credentials)}`;
  };
}

/** The value of `WWW-Authenticate`, as RFC 9110 wants it beside a 401; null where no scheme has a name. */
export function describeChallenge(credentials: Credentials): string | null {
  const challenges = [
    ...(credentials.bearer ? ['Bearer realm="model"'] : []),
    ...(credentials.basic ? ['Basic realm="model", charset="UTF-8"'] : []),
  ];
  return challenges.join(', ') || null;
}

function splitAuthorization(authorization = ''): { scheme: string; value: string } {
  const [scheme = '', ...rest] = authorization.trim().split(/ +/);
  return { scheme: scheme.toLowerCase(), value: rest.join(' ') };
}

function isSameBasic(encoded: string, wanted: { username: string; password: string }): boolean {
  const sent = Buffer.from(encoded, 'base64').toString('utf8');
  const pair = `${wanted.username}:${wanted.password}`;
  // `echo user:password | base64`, as a vendor's page shows it, encodes a newline behind the password.
  return isSame(sent, pair) || isSame(sent.replace(/\n$/, ''), pair);
}

/** Compares digests, which are of one length, so that neither content nor length shows in the time. */
function isSame(sent: string | readonly string[] | undefined, wanted: string): boolean {
  return typeof sent === 'string' && timingSafeEqual(digest(sent), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function describeWanted({ bearer, basic, header }: Credentials): string[] {
  return [
    ...(bearer ? ['"Authorization: Bearer <token>"'] : []),
    ...(basic ? ['"Authorization: Basic <base64 of user:password>"'] : []),
    ...(header ? [`the secret in the header "${header.name}"`] : []),
  ];
}

/** What was sent instead, without repeating any of it. */
function describeSent(
  headers: IncomingHttpHeaders,
  { bearer, basic, header }: Credentials,
): string {
  if (header && headers[header.name.toLowerCase()] !== undefined) {
    return `The header "${header.name}" was sent, but with another value.`;
  }
  const { scheme } = splitAuthorization(headers.authorization);
  if (scheme === '') return 'The request carries none.';
  const isKnown = (scheme === 'bearer' && bearer) || (scheme === 'basic' && basic);
  return isKnown
    ? `The credentials of the scheme "${scheme}" were not the right ones.`
    : `The request authenticates by the scheme "${scheme.slice(0, 20)}" instead.`;
}
