import type { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { holdKey, keysChannel, letGoOfKey } from './held-keys.ts';
import type { KeyRing } from './key-ring.ts';

/** A connection that listens. */
interface Connection {
  query(sql: string): Promise<unknown>;
}

/** What hears of notifications, as `queue/notifications.ts` does. */
interface Listening {
  listen(
    channel: string,
    hear: () => void,
    onReconnect: (connection: Connection) => void,
  ): Promise<unknown>;
}

/**
 * Keeps the keys of a process at work in step with those of its deployment: reads them anew when it is told to, and
 * says in the database which it knows. Where the key that seals is not among them, the process is lost.
 */
export function createKeyWatch(parts: {
  keys: KeyRing;
  /** Seals with the key that the deployment names now; the reason where that key is not here. */
  follow(): Promise<PatchbayError | null>;
  onError(error: unknown): void;
}) {
  const { keys } = parts;
  const lost = Promise.withResolvers<PatchbayError>();
  let connection: Connection | null = null;
  let held = new Set<string>();
  let looking = Promise.resolve();

  async function tellKnown(): Promise<void> {
    const known = new Set(keys.ids);
    for (const id of known) if (!held.has(id)) await connection?.query(holdKey(id));
    for (const id of held) if (!known.has(id)) await connection?.query(letGoOfKey(id));
    held = known;
  }

  async function look(): Promise<void> {
    keys.reload();
    await tellKnown();
    const missing = await parts.follow();
    if (missing) lost.resolve(missing);
  }

  /** One after another: what was heard while it looks may be newer than what it sees. */
  function lookAgain(): void {
    looking = looking.then(look).catch(parts.onError);
  }

  return {
    /** Resolves where the process cannot go on: it has not the key of its deployment. */
    lost: lost.promise,

    async start(listening: Listening): Promise<void> {
      await listening.listen(keysChannel, lookAgain, (made) => {
        connection = made;
        held = new Set();
        lookAgain();
      });
      await looking;
    },
  };
}
