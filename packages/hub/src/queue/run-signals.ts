import type pg from 'pg';
import { literal } from '../database/copy/literal.ts';
import type { Notifications } from './notifications.ts';

/**
 * The channels on which it is told that a run changed: its state, or what became of its items by other ways
 * than work on it; and that items of it were saved. The payload is the run's id. Saves are told apart since
 * there are very many: a worker is not woken by those of all others.
 */
const changed = 'patchbay_run_changed';
const saved = 'patchbay_run_saved';

/** Tells all processes that a run changed, when the transaction of `client` commits. */
export async function notifyRunChanged(client: pg.ClientBase | pg.Pool, runId: string) {
  await client.query('select pg_notify($1, $2)', [changed, runId]);
}

/** Tells those who show its numbers that items of a run were saved: a statement, for whoever sends several at once. */
export function runSaved(runId: string): string {
  return `select pg_notify(${literal(saved)}, ${literal(runId)})`;
}

/** Hears of runs in this and all other processes. */
export interface RunSignals {
  start(): Promise<void>;
  /** Calls `listener` at each change of the run, and after a lost connection came back. Returns the way to end it. */
  subscribe(runId: string, listener: () => void): () => void;
  /**
   * Calls `listener` with the id of every run that changes, and with null after a lost connection came back: what
   * changed meanwhile is unknown.
   */
  subscribeToAll(listener: (runId: string | null) => void): () => void;
  /** The same as `subscribe`, and when items of it were saved. */
  subscribeToSaves(runId: string, listener: () => void): () => void;
}

export function createRunSignals(notifications: Notifications): RunSignals {
  const onChange = createListeners();
  const onSave = createListeners();
  const onAny = new Set<(runId: string | null) => void>();
  let hearsSaves = false;

  /** What was told while the connection was lost is unknown: everybody looks again. */
  function wakeAll(): void {
    onChange.wakeAll();
    onSave.wakeAll();
    for (const listener of onAny) listener(null);
  }

  /** Begins when somebody wants to hear of them: where only work is done, nobody does. */
  function hearSaves(): void {
    if (hearsSaves) return;
    hearsSaves = true;
    // Where the connection is lost just now, the next one hears it: the channel is known from here on.
    notifications.listen(saved, onSave.wake, () => {}).catch(() => {});
  }

  return {
    async start() {
      const wake = (runId: string) => {
        onChange.wake(runId);
        onSave.wake(runId);
        for (const listener of onAny) listener(runId);
      };
      await notifications.listen(changed, wake, wakeAll);
    },
    subscribe: onChange.add,
    subscribeToAll(listener) {
      onAny.add(listener);
      return () => void onAny.delete(listener);
    },
    subscribeToSaves(runId, listener) {
      hearSaves();
      return onSave.add(runId, listener);
    },
  };
}

/** Who listens, by the run. */
function createListeners() {
  const byRun = new Map<string, Set<() => void>>();
  return {
    add(runId: string, listener: () => void): () => void {
      const set = byRun.get(runId) ?? new Set();
      byRun.set(runId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) byRun.delete(runId);
      };
    },
    wake(runId: string): void {
      for (const listener of byRun.get(runId) ?? []) listener();
    },
    wakeAll(): void {
      for (const listener of [...byRun.values()].flatMap((set) => [...set])) listener();
    },
  };
}
