import { runScript, type Statement } from '../../database/copy/run-script.ts';
import { type Database, withConnection } from '../../database/database.ts';
import { judgeStorageFailure } from '../../database/judge-failure.ts';
import { runSaved } from '../../queue/run-signals.ts';
import type { BodyKeeper } from '../../storage/kept-body.ts';
import { type LongAnnotations, writeLongAnnotations } from './annotation-rows.ts';
import { type CallRow, claimFiles, toCallRows, writeCalls } from './call-rows.ts';
import type { FinishedItem } from './finished-item.ts';
import { type NewPrediction, writePredictions } from './prediction-rows.ts';
import {
  addTallies,
  countOnChunk,
  finishItems,
  readState,
  type SaveKey,
} from './save-statements.ts';
import { createToldSaves } from './told-saves.ts';

export interface Saved {
  /** How many were saved; the others were left alone. */
  readonly count: number;
  /** Whether the run was still running once they were saved; false where none of them was. */
  readonly isRunning: boolean;
}

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
  const isToTell = createToldSaves();
  return {
    async save(key: SaveKey, finished: readonly FinishedItem[]): Promise<Saved> {
      const calls = await toCallRows(key.organisationId, finished, bodies);
      const long = await writeLongAnnotations(finished);
      return await withConnection(database, async (client) => {
        const moving = runScript(client, ['begin', joinByHash, finishItems(key, finished)]);
        // Nearly always all of them are moved: their rows are written while the database does it.
        const all = attempt(() => writeRows(key, finished, calls, long));
        const moved = (await moving).at(-1);
        const ids = new Set(moved?.rows.map((row) => String(row.id)));
        if (ids.size === 0) {
          await client.query('rollback');
          return { count: 0, isRunning: false };
        }
        const rows =
          ids.size === finished.length
            ? all()
            : writeRows(
                key,
                finished.filter(({ item }) => ids.has(item.id)),
                calls.filter((call) => ids.has(call.itemId)),
                long,
              );
        // Told after the commit: transactions that tell something commit one after another, each with its
        // own wait for the disk. Where it is not told, watchers look by themselves a second later.
        const telling = isToTell(key.runId) ? [runSaved(key.runId)] : [];
        const script = [...rows, 'commit', readState(key), ...telling];
        const results = await runScript(client, script);
        const state = results[rows.length + 1]?.rows[0]?.state;
        return { count: ids.size, isRunning: state === 'running' };
      });
    },

    /** Why something could not be saved. */
    judge: judgeStorageFailure,
  };
}

/**
 * PostgreSQL takes the items of a chunk for one or two, since it has not counted those of a new run yet, and
 * would compare each of a batch with each: 25 ms for 500 of them, where a hash takes 5.
 */
const joinByHash = 'set local enable_nestloop = off';

/** Everything that is saved of items that were moved on. */
function writeRows(
  key: SaveKey,
  saved: readonly FinishedItem[],
  calls: readonly CallRow[],
  long: LongAnnotations,
): Statement[] {
  return [
    ...writePredictions(readPredictions(key, saved, long)),
    ...writeCalls(key, calls),
    ...claimFiles(calls),
    countOnChunk(key, saved),
    ...addTallies(key, saved),
  ];
}

/** Does something now and tells its failure only to whoever wants the result. */
function attempt<Result>(work: () => Result): () => Result {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function readPredictions(
  key: SaveKey,
  saved: readonly FinishedItem[],
  long: LongAnnotations,
): NewPrediction[] {
  const { organisationId, runId, revisionId } = key;
  return saved.flatMap(({ item, result, reused }) =>
    result.ok
      ? [
          {
            organisationId,
            runId,
            revisionId,
            itemId: item.id,
            dataRowId: item.dataRowId,
            written: long.get(item.id),
            ...result,
            reusedFrom: reused?.itemId ?? null,
          },
        ]
      : [],
  );
}
