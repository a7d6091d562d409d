import { runStatesBefore } from '@patchbay/core/run/run-state.ts';
import { notifyRunChanged } from '../queue/run-signals.ts';
import type { Transaction } from './run-store.ts';

interface RunKey {
  organisationId: string;
  id: string;
}

export type PauseStore = ReturnType<typeof createPauseStore>;

/** Pauses runs and lets them go on. Every move is guarded by the states before it. */
export function createPauseStore() {
  return {
    /**
     * Pauses a run because a person said so: it then goes on only when one says so, whatever else had
     * paused it before. False where it is neither at work nor paused by something else.
     */
    async pauseByPerson(transaction: Transaction, run: RunKey): Promise<boolean> {
      const { rowCount } = await transaction.query(
        `update runs set state = 'paused', reason = null, pause_cause = 'person',
           paused_at = now(), probe_at = null, probes = 0
         where organisation_id = $1 and id = $2
           and (state = any($3) or state = 'paused' and pause_cause <> 'person')`,
        [run.organisationId, run.id, runStatesBefore('paused')],
      );
      if (rowCount === 1) await notifyRunChanged(transaction, run.id);
      return rowCount === 1;
    },

    /** Lets a paused run go on where it stood. False where it is not paused. */
    async resume(transaction: Transaction, run: RunKey): Promise<boolean> {
      const { rowCount } = await transaction.query(
        `update runs set state = case when started_at is null then 'queued' else 'running' end,
           reason = null, pause_cause = null, paused_at = null, probe_at = null, probes = 0
         where organisation_id = $1 and id = $2 and state = 'paused'`,
        [run.organisationId, run.id],
      );
      if (rowCount === 1) await notifyRunChanged(transaction, run.id);
      return rowCount === 1;
    },
  };
}
