import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import type { RunTurns } from './engine/run-turns.ts';
import type { OutageStore } from './gates/outage-store.ts';
import type { PauseStore } from './pause-store.ts';
import type { RunService } from './run-service.ts';
import type { RunStore } from './run-store.ts';
import { stateConflict } from './state-conflict.ts';

export type PauseService = ReturnType<typeof createPauseService>;

/** Lets people pause and resume runs. Whoever asks for what is so already is told that it is so. */
export function createPauseService(parts: {
  runs: RunStore;
  pauses: PauseStore;
  outages: Pick<OutageStore, 'putBack'>;
  audit: AuditLog;
  get: RunService['get'];
  turns: Pick<RunTurns, 'giveWork'>;
}) {
  const { runs, pauses, outages, audit, get } = parts;

  return {
    /**
     * Sends nothing more of a run; what is under way is still answered and saved.
     * @throws PatchbayError INPUT_NOT_FOUND; RUN_STATE_CONFLICT where it is being prepared or has ended
     */
    async pause(principal: Principal, id: string): Promise<RunView> {
      const { name } = await get(principal.organisationId, id);
      const paused = await runs.transact(async (transaction) => {
        await outages.putBack({ ...principal, id }, transaction);
        const moved = await pauses.pauseByPerson(transaction, { ...principal, id });
        if (!moved) return false;
        const entry = { action: 'run:paused', subject: id, details: { name } };
        await audit.record(transaction, principal, entry);
        return true;
      });
      const run = await get(principal.organisationId, id);
      if (!paused && run.state !== 'paused') throw stateConflict(run.state, 'paused');
      return run;
    },

    /**
     * Lets a paused run go on, whatever paused it.
     * @throws PatchbayError INPUT_NOT_FOUND; RUN_STATE_CONFLICT where it has ended
     */
    async resume(principal: Principal, id: string): Promise<RunView> {
      const { name } = await get(principal.organisationId, id);
      const resumed = await runs.transact(async (transaction) => {
        await outages.putBack({ ...principal, id }, transaction);
        const moved = await pauses.resume(transaction, { ...principal, id });
        if (!moved) return false;
        await parts.turns.giveWork(id, transaction);
        const entry = { action: 'run:resumed', subject: id, details: { name } };
        await audit.record(transaction, principal, entry);
        return true;
      });
      // What was under way when it was paused may have been the last of it.
      await runs.completeIfFinished({ ...principal, id });
      const run = await get(principal.organisationId, id);
      if (!resumed && hasEnded(run.state)) throw stateConflict(run.state, 'resumed');
      return run;
    },
  };
}
