import pg from 'pg';

/** The channel on which every change of a run is told to all processes. The payload is the run's id. */
const channel = 'patchbay_run_changed';

/** Tells all processes that a run changed, when the transaction of `client` commits. */
export async function notifyRunChanged(client: pg.ClientBase | pg.Pool, runId: string) {
  await client.query('select pg_notify($1, $2)', [channel, runId]);
}

/** Hears of changed runs in this and all other processes. */
export interface RunSignals {
  start(): Promise<void>;
  /** Calls `listener` at each change of the run, and after a lost connection came back. Returns the way to end it. */
  subscribe(runId: string, listener: () => void): () => void;
  stop(): Promise<void>;
}

const reconnectDelayMs = 500;

/** One connection listens for the whole process; it is made again whenever it is lost. */
export function createRunSignals(options: {
  connectionString: string;
  onError: (error: unknown) => void;
}): RunSignals {
  const listeners = new Map<string, Set<() => void>>();
  let client: pg.Client | null = null;
  let reconnecting: NodeJS.Timeout | null = null;
  let stopped = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'patchbay-signals',
      keepAlive: true,
    });
    next.on('error', options.onError);
    next.on('end', () => {
      if (!stopped && client === next) reconnect();
    });
    next.on('notification', ({ payload }) => {
      for (const listener of listeners.get(payload ?? '') ?? []) listener();
    });
    client = next;
    await next.connect();
    await next.query(`listen ${channel}`);
  }

  function reconnect(): void {
    reconnecting = setTimeout(() => {
      connect().then(wakeAll, (error: unknown) => {
        options.onError(error);
        if (!stopped) reconnect();
      });
    }, reconnectDelayMs);
  }

  /** What was told while the connection was lost is unknown: everybody looks again. */
  function wakeAll(): void {
    for (const listener of [...listeners.values()].flatMap((set) => [...set])) listener();
  }

  return {
    start: connect,
    subscribe(runId, listener) {
      const set = listeners.get(runId) ?? new Set();
      listeners.set(runId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(runId);
      };
    },
    async stop() {
      stopped = true;
      if (reconnecting) clearTimeout(reconnecting);
      await client?.end();
    },
  };
}
