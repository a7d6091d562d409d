import { useSyncExternalStore } from 'react';

/** The page that one-time links open: `/link#<token>`. */
export const linkPath = '/link';

let kept: string | null = null;
const listeners = new Set<() => void>();

/** Keeps the token of a one-time link for its page, while the address loses it. */
export function keepLinkToken(token: string): void {
  kept = token;
  for (const listener of listeners) listener();
}

/**
 * The token that the page was opened with last, which may be while it is open already; null where it was
 * opened without one.
 */
export function useLinkToken(): string | null {
  return useSyncExternalStore(subscribe, () => kept);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
