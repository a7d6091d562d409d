import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { v7 as createId } from 'uuid';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { ItemStore } from '../item-store.ts';
import type { RunStore, Transaction } from '../run-store.ts';
import { chooseChunkSize } from './chunk-size.ts';
import type { RunTurns } from './run-turns.ts';

export interface PlanParts {
  turns: RunTurns;
  runs: RunStore;
  items: ItemStore;
  models: ModelsService;
  datasets: DatasetsService;
}

/**
 * Makes the items of a run, chunk by chunk, and gives the first of them a job. Every chunk is one
 * transaction that goes on where the last one ended, so that a planner that died is simply followed
 * by another; a run that was cancelled meanwhile gets no more.
 */
export async function planRun(parts: PlanParts, runId: string, signal: AbortSignal): Promise<void> {
  const organisationId = await parts.runs.findOrganisation(runId);
  const run = organisationId ? await parts.runs.find(organisationId, runId) : null;
  if (!organisationId || run?.state !== 'preparing') return;
  const limits = await parts.models.getLimits(organisationId, run.model.id);
  const key = { organisationId, runId };
  const limit = chooseChunkSize(limits.requestsPerSecond);

  for (;;) {
    signal.throwIfAborted();
    const goesOn = await parts.runs.transact(async (transaction) => {
      const plan = await parts.items.lockPlan(transaction, key);
      if (!plan) return false;
      const dataRowIds = await parts.datasets.listDataRowIds(organisationId, run.dataset.id, {
        after: plan.lastDataRowId,
        limit,
        types: dataRowTypes,
      });
      if (dataRowIds.length === 0) {
        await finishPlan(parts, transaction, key, plan.chunkCount);
        return false;
      }
      await parts.items.insertChunk(transaction, key, {
        id: createId(),
        number: plan.chunkCount + 1,
        items: dataRowIds.map((dataRowId) => ({ id: createId(), dataRowId })),
      });
      return true;
    });
    if (!goesOn) return;
  }
}

async function finishPlan(
  { runs, turns }: PlanParts,
  transaction: Transaction,
  key: { organisationId: string; runId: string },
  chunkCount: number,
): Promise<void> {
  const run = { organisationId: key.organisationId, id: key.runId };
  await runs.move(run, chunkCount === 0 ? 'completed' : 'queued', { transaction });
  await turns.giveWork(key.runId, transaction);
}
