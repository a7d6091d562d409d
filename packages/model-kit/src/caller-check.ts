import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** Says why a caller is not let in; null where it is. */
export type CallerCheck = (headers: IncomingHttpHeaders) => string | null;

/** Whether one of several credentials lets a caller in, or only all of them together. */
export type AuthenticateBy = 'any' | 'all';

/** One way to show who calls. */
interface Proof {
  /** What it looks like, without the secret. */
  readonly form: string;
  isShown(headers: IncomingHttpHeaders): boolean;
}

/**
 * Prepares the check of who calls. Of several kinds of credentials any one lets a caller in, so that
 * protocols which authenticate differently can share a server, or all are wanted at once. Secrets are
 * compared in constant time.
 */
export function createCallerCheck(
  credentials: Credentials,
  authenticateBy: AuthenticateBy = 'any',
): CallerCheck {
  const proofs = listProofs(credentials);
  if (proofs.length === 0) return () => null;
  const [enough, word] = authenticateBy === 'all' ? [proofs.length, ' and '] : [1, ' or '];
  const wanted = proofs.map(({ form }) => form).join(word);
  return (headers) => {
    const missing = proofs.filter((proof) => !proof.isShown(headers));
    if (proofs.length - missing.length >= enough) return null;
    const [first] = missing;
    const isPart = first !== undefined && missing.length < proofs.length;
    const sent = isPart ? `Of these ${first.form} is missing or wrong.` : null;
    return `This server wants ${wanted}. ${sent ?? describeSent(headers, credentials)}`;
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

function listProofs({ bearer, basic, header }: Credentials): Proof[] {
  const proofs: Proof[] = [];
  if (bearer) {
    proofs.push({
      form: '"Authorization: Bearer <token>"',
      isShown: ({ authorization }) => isSame(readScheme(authorization, 'bearer'), bearer.token),
    });
  }
  if (basic) {
    proofs.push({
      form: '"Authorization: Basic <base64 of user:password>"',
      isShown: ({ authorization }) => isSameBasic(readScheme(authorization, 'basic'), basic),
    });
  }
  if (header) {
    proofs.push({
      form: `the secret in the header "${header.name}"`,
      isShown: (headers) => isSame(headers[header.name.toLowerCase()], header.value),
    });
  }
  return proofs;
}

function splitAuthorization(authorization = ''): { scheme: string; value: string } {
  const [scheme = '', ...rest] = authorization.trim().split(/ +/);
  return { scheme: scheme.toLowerCase(), value: rest.join(' ') };
}

/** What is sent under a scheme; undefined where another or none is used. */
function readScheme(authorization: string | undefined, wanted: string): string | undefined {
  const { scheme, value } = splitAuthorization(authorization);
  return scheme === wanted ? value : undefined;
}

function isSameBasic(
  encoded: string | undefined,
  wanted: { username: string; password: string },
): boolean {
  if (encoded === undefined) return false;
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
