import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Logger } from 'pino';
import type { UsageMeter } from '../../models/statistics/usage-meter.ts';
import { isStorageTrouble } from '../../storage/storage-trouble.ts';
import { isSecretTrouble } from '../../vault/secret-trouble.ts';
import type { ChunkKey } from '../begun-store.ts';
import type { OutageStore } from '../gates/outage-store.ts';
import type { RunStore } from '../run-store.ts';
import { countCalls } from './count-calls.ts';
import type { FinishedItem } from './finished-item.ts';
import type { OutcomeStore } from './outcome-store.ts';
import { rejectItem } from './reject-item.ts';
import { createSaver, type Saver } from './saver.ts';
import { wait } from './wait.ts';
import type { RunWatch } from './watch-run.ts';

interface SaverParts {
  runs: RunStore;
  outcomes: OutcomeStore;
  usage: UsageMeter;
  log: Logger;
  onError: (error: unknown) => void;
}

/** Saves an item that was not called: there is no other for which it might wait. */
export function saveNow(saver: Saver, finished: FinishedItem): Promise<void> {
  const { saved } = saver.add(finished);
  saver.flush();
  return saved;
}

export function openSaver(
  parts: SaverParts,
  key: ChunkKey,
  run: RunView,
  look: RunWatch['look'],
  giveUp: AbortSignal,
): Saver {
  const { organisationId } = key;
  const saveKey = { ...key, revisionId: run.model.revisionId };
  return createSaver({
    async save(batch) {
      const { count, isRunning } = await parts.outcomes.save(saveKey, batch);
      countCalls(parts.usage.of({ organisationId, modelId: run.model.id }), batch);
      if (count < batch.length) {
        parts.log.warn(
          { items: batch.length - count },
          `${batch.length - count} results came too late and were dropped: their items are saved already or no longer wait.`,
        );
      }
      // Whoever pauses a run tells of it, and that may be lost: here it is seen at the latest.
      if (!isRunning) await look();
    },
    judge: parts.outcomes.judge,
    reject: rejectItem,
    giveUp,
    wait,
    async onTrouble(error) {
      parts.onError(error);
      await pauseForStorage(parts, key, 'What the model answered cannot be stored', error);
    },
  });
}

/** Where the database itself is away, so is its way to pause: it is tried again with the next try to save. */
async function pauseForStorage(
  { runs, onError }: SaverParts,
  { organisationId, runId }: ChunkKey,
  what: string,
  error: unknown,
): Promise<void> {
  const cause = error instanceof Error ? error.message : String(error);
  await runs.pauseForStorage({ organisationId, id: runId }, `${what}: ${cause}`).catch(onError);
}

/**
 * An item that could not be sent because of the storage, or because the secret of its model does not open, is left
 * pending, and the run waits.
 */
export async function throwAfterPause(
  parts: SaverParts & { outages: OutageStore },
  key: ChunkKey,
  { model }: RunView,
  error: unknown,
): Promise<never> {
  if (isStorageTrouble(error)) {
    await pauseForStorage(parts, key, 'The files of data rows cannot be read', error);
  }
  if (error instanceof PatchbayError && isSecretTrouble(error)) {
    const { organisationId } = key;
    const endpoint = { organisationId, modelId: model.id, revisionId: model.revisionId };
    const outage = { cause: 'credentials' as const, problem: error.toProblem(), lastedMs: 0 };
    await parts.outages.open(endpoint, outage).catch(parts.onError);
  }
  throw error;
}
