import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a cookie or a link, in letters that need no escaping in an address. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: from this nobody finds it, and whoever brings the token is known by it. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
