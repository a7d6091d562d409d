import type pg from 'pg';
import { literal } from '../database/copy/literal.ts';
import type { Notifications } from './notifications.ts';

/** The channel on which every change of a run is told to all processes. The payload is the run's id. */
const channel = 'patchbay_run_changed';

/** Tells all processes that a run changed, when the transaction of `client` commits. */
export async function notifyRunChanged(client: pg.ClientBase | pg.Pool, runId: string) {
  await client.query('select pg_notify($1, $2)', [channel, runId]);
}

/** The same as a statement, for whoever sends several at once. */
export function runChanged(runId: string): string {
  return `select pg_notify(${literal(channel)}, ${literal(runId)})`;
}

/** Hears of changed runs in this and all other processes. */
export interface RunSignals {
  start(): Promise<void>;
  /** Calls `listener` at each change of the run, and after a lost connection came back. Returns the way to end it. */
  subscribe(runId: string, listener: () => void): () => void;
}

export function createRunSignals(notifications: Notifications): RunSignals {
  const listeners = new Map<string, Set<() => void>>();

  /** What was told while the connection was lost is unknown: everybody looks again. */
  function wakeAll(): void {
    for (const listener of [...listeners.values()].flatMap((set) => [...set])) listener();
  }

  return {
    async start() {
      const wake = (runId: string) => listeners.get(runId)?.forEach((listener) => void listener());
      await notifications.listen(channel, wake, wakeAll);
    },
    subscribe(runId, listener) {
      const set = listeners.get(runId) ?? new Set();
      listeners.set(runId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(runId);
      };
    },
  };
}
