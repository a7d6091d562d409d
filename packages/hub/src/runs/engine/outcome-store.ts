import { runScript } from '../../database/copy/run-script.ts';
import { type Database, withConnection } from '../../database/database.ts';
import { judgeStorageFailure } from '../../database/judge-failure.ts';
import { runChanged } from '../../queue/run-signals.ts';
import type { BodyKeeper } from '../../storage/kept-body.ts';
import { claimFiles, toCallRows, writeCalls } from './call-rows.ts';
import type { FinishedItem } from './finished-item.ts';
import { type NewPrediction, writePredictions } from './prediction-rows.ts';
import { addTallies, countOnChunk, finishItems, type SaveKey } from './save-statements.ts';

export type OutcomeStore = ReturnType<typeof createOutcomeStore>;

/**
 * Saves finished items: states, predictions, calls, tallies and counters in one transaction of two
 * round trips, so that the numbers are right after each of them. An item that is no longer as it was
 * when it was called (another worker was faster, the run was cancelled, it failed and is tried again)
 * is left alone: results are stored exactly once.
 *
 * Locks are taken in the order run, items (by id), chunk, tallies (by name), here and by everybody who
 * moves items (`item-store.ts`): two transactions can wait for each other, never in a circle. Saving
 * leaves out the first: it neither locks nor reads the row of the run, which all workers would share.
 */
export function createOutcomeStore(database: Database, bodies: BodyKeeper) {
  return {
    async save(key: SaveKey, finished: readonly FinishedItem[]): Promise<void> {
      const calls = await toCallRows(key.organisationId, finished, bodies);
      await withConnection(database, async (client) => {
        const [, moved] = await runScript(client, ['begin', finishItems(key, finished)]);
        const ids = new Set(moved?.rows.map((row) => String(row.id)));
        const saved = finished.filter(({ item }) => ids.has(item.id));
        if (saved.length === 0) {
          await client.query('rollback');
          return;
        }
        const savedCalls = calls.filter((call) => ids.has(call.itemId));
        await runScript(client, [
          ...writePredictions(readPredictions(key, saved)),
          ...writeCalls(key, savedCalls),
          ...claimFiles(savedCalls),
          countOnChunk(key, saved),
          ...addTallies(key, saved),
          runChanged(key.runId),
          'commit',
        ]);
      });
    },

    /** Why something could not be saved. */
    judge: judgeStorageFailure,
  };
}

function readPredictions(key: SaveKey, saved: readonly FinishedItem[]): NewPrediction[] {
  const { organisationId, runId, revisionId } = key;
  return saved.flatMap(({ item, result }) =>
    result.ok
      ? [
          {
            organisationId,
            runId,
            revisionId,
            itemId: item.id,
            dataRowId: item.dataRowId,
            ...result,
          },
        ]
      : [],
  );
}
