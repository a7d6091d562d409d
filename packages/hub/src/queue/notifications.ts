import pg from 'pg';
import { keepAliveAfterMs } from '../database/database.ts';

/** What was told on a channel of PostgreSQL. */
type Hear = (payload: string) => void;

/** Given the connection, for what is to be said on it as long as it lives. */
type OnReconnect = (connection: pg.ClientBase) => void;

/** Hears what this and all other processes tell on channels of the database (LISTEN). */
export interface Notifications {
  start(): Promise<void>;
  /**
   * Calls `hear` at each notification on the channel, and `onReconnect` whenever the connection is
   * there, at first and after it was lost: what was told in between is unknown. Returns the way to end it.
   */
  listen(channel: string, hear: Hear, onReconnect: OnReconnect): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

const reconnectDelayMs = 500;

interface Listener {
  readonly channel: string;
  readonly hear: Hear;
  readonly onReconnect: OnReconnect;
}

/** One connection listens for the whole process; it is made again whenever it is lost. */
export function createNotifications(options: {
  connectionString: string;
  onError: (error: unknown) => void;
}): Notifications {
  const listeners = new Set<Listener>();
  let client: pg.Client | null = null;
  let reconnecting: NodeJS.Timeout | null = null;
  let isStopped = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'patchbay-notifications',
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveAfterMs,
    });
    next.on('error', options.onError);
    next.on('end', () => {
      if (!isStopped && client === next) reconnect();
    });
    next.on('notification', ({ channel, payload = '' }) => {
      for (const listener of listeners) if (listener.channel === channel) listener.hear(payload);
    });
    await next.connect();
    await subscribeAll(next);
    // Only a connection that hears everything counts: one that breaks before is made again by whoever
    // waits for it, one that breaks later by its own end.
    if (isStopped) return next.end();
    client = next;
    for (const listener of listeners) listener.onReconnect(next);
  }

  /** Subscribes to every channel that somebody listens on, those added meanwhile too. */
  async function subscribeAll(next: pg.Client): Promise<void> {
    const subscribed = new Set<string>();
    for (const { channel } of listeners) {
      if (!subscribed.has(channel)) await subscribe(next, channel);
      subscribed.add(channel);
    }
  }

  function reconnect(): void {
    client = null;
    reconnecting = setTimeout(() => {
      connect().catch((error: unknown) => {
        options.onError(error);
        if (!isStopped) reconnect();
      });
    }, reconnectDelayMs);
  }

  return {
    start: connect,
    async listen(channel, hear, onReconnect) {
      const listener = { channel, hear, onReconnect };
      listeners.add(listener);
      // Without a connection just now, connecting again subscribes to every channel.
      if (client) {
        const connection = client;
        await subscribe(connection, channel);
        onReconnect(connection);
      }
      return async () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      isStopped = true;
      if (reconnecting) clearTimeout(reconnecting);
      await client?.end();
    },
  };
}

async function subscribe(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}
