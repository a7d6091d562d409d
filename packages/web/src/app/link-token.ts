/** The page that one-time links open: `/link#<token>`. */
export const linkPath = '/link';

let kept: string | null = null;

/** Keeps the token of a one-time link for its page, while the address loses it. */
export function keepLinkToken(token: string): void {
  kept = token;
}

/** The token that the page was opened with last; null where it was opened without one. */
export function readLinkToken(): string | null {
  return kept;
}
