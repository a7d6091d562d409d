import { createHash } from 'node:crypto';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Caller } from '../principal.ts';

/** A key that is let in, and until when it is; null: for good. */
export interface VerifiedKey {
  readonly caller: Caller;
  readonly expiresAt: Date | null;
}

type Verify = (key: string) => Promise<Outcome<VerifiedKey>>;

/** So long a key is let in without asking again: what a lost signal costs, and how exact its last use is known. */
const lifetimeMs = 30_000;
const largestCount = 1000;

interface Entry {
  readonly asked: Promise<Outcome<VerifiedKey>>;
  /** Null while the database is asked. */
  actor: string | null;
  until: number;
}

export type KnownKeys = ReturnType<typeof createKnownKeys>;

/**
 * Remembers for a short while which keys are let in, so that calls by the thousand do not each ask the
 * database; those that come at once wait for one answer. Keys that are refused are not remembered.
 */
export function createKnownKeys(verify: Verify, now: () => number = Date.now) {
  const entries = new Map<string, Entry>();

  function ask(key: string, digest: string): Entry {
    const entry: Entry = { asked: verify(key), actor: null, until: Infinity };
    if (entries.size >= largestCount) entries.clear();
    entries.set(digest, entry);
    const drop = () => {
      if (entries.get(digest) === entry) entries.delete(digest);
    };
    entry.asked.then((outcome) => {
      if (!outcome.ok) return drop();
      entry.actor = outcome.value.caller.actor;
      entry.until = Math.min(now() + lifetimeMs, outcome.value.expiresAt?.getTime() ?? Infinity);
    }, drop);
    return entry;
  }

  return {
    /** Who a key stands for, or why it is not let in. */
    async find(key: string): Promise<Outcome<VerifiedKey>> {
      const digest = createHash('sha256').update(key).digest('base64');
      const known = entries.get(digest);
      return (known && known.until > now() ? known : ask(key, digest)).asked;
    },

    /** Asks again about somebody, or about all; also about those of whom the database is just being asked. */
    forget(actor: string | null): void {
      for (const [digest, entry] of entries) {
        if (actor === null || entry.actor === null || entry.actor === actor) entries.delete(digest);
      }
    },
  };
}
