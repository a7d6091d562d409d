import type pg from 'pg';
import type { Notifications } from './notifications.ts';

/** The channel on which it is told that somebody may do less than before. The payload is who: `key:<id>`, `user:<id>`. */
const channel = 'patchbay_access_changed';

/** Tells all processes to forget what they know of somebody, when the transaction of `client` commits. */
export async function notifyAccessChanged(
  client: Pick<pg.ClientBase, 'query'>,
  actor: string,
): Promise<void> {
  await client.query('select pg_notify($1, $2)', [channel, actor]);
}

/**
 * Calls `forget` with everybody who may do less than before, in this and all other processes; with null after
 * the connection was lost, when nobody knows who was meant meanwhile.
 */
export async function hearAccessChanges(
  notifications: Notifications,
  forget: (actor: string | null) => void,
): Promise<void> {
  await notifications.listen(channel, forget, () => forget(null));
}
