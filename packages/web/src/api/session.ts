import {
  type AccountChanges,
  type LinkUse,
  type LinkView,
  linkViewSchema,
  type SessionOptions,
  type SessionView,
  sessionOptionsSchema,
  sessionViewSchema,
} from '@patchbay/core/api/session.ts';
import { queryOptions } from '@tanstack/react-query';
import { callHub } from './call-hub.ts';
import { readFailure } from './failure.ts';

/** Who is signed in here; null: nobody. The whole app reads it from this one query. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 60_000,
});

/** Where it is kept that a session ended by itself, until somebody signs in again. */
export const endedKey = ['session-ended'] as const;

async function readSession(): Promise<SessionView | null> {
  try {
    return sessionViewSchema.parse(await callHub('GET', '/session'));
  } catch (error) {
    if (readFailure(error).code === 'AUTH_REQUIRED') return null;
    throw error;
  }
}

/** The ways in, for somebody who is not signed in. */
export async function readSessionOptions(): Promise<SessionOptions> {
  return sessionOptionsSchema.parse(await callHub('GET', '/session/options'));
}

/** Signs a person in; from then on a cookie that scripts cannot read says who they are. */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await callHub('POST', '/session', credentials);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await callHub('DELETE', '/session');
}

/**
 * Changes one's own name or password, or turns to another organisation. With a new password one's other
 * sessions end.
 */
export async function changeAccount(changes: AccountChanges): Promise<void> {
  await callHub('PATCH', '/session', changes);
}

/** What a one-time link is for. Asking does not use it up. */
export async function readLink(token: string): Promise<LinkView> {
  return linkViewSchema.parse(await callHub('POST', '/session/link', { token }));
}

/** Uses a one-time link up and signs in. */
export async function spendLink(use: LinkUse): Promise<void> {
  await callHub('POST', '/session/link/use', use);
}
