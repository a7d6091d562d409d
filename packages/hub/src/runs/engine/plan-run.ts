import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import type pg from 'pg';
import { v7 as createId } from 'uuid';
import { type Database, withTransaction } from '../../database/database.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ModelsService } from '../../models/models-service.ts';
import { type Queue, queueNames } from '../../queue/queue.ts';
import type { ItemStore } from '../item-store.ts';
import type { RunStore } from '../run-store.ts';
import { chooseChunkSize } from './chunk-size.ts';

export interface PlanParts {
  database: Database;
  queue: Queue;
  runs: RunStore;
  items: ItemStore;
  models: ModelsService;
  datasets: DatasetsService;
}

/**
 * Makes the items of a run, chunk by chunk, and gives each chunk a job. Every chunk is one
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
    const goesOn = await withTransaction(parts.database, async (client) => {
      const plan = await parts.items.lockPlan(client, key);
      if (!plan) return false;
      const dataRowIds = await parts.datasets.listDataRowIds(organisationId, run.dataset.id, {
        after: plan.lastDataRowId,
        limit,
        types: dataRowTypes,
      });
      if (dataRowIds.length === 0) {
        await finishPlan(parts, client, key, plan.chunkCount);
        return false;
      }
      await parts.items.insertChunk(client, key, {
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
  { runs, items, queue }: PlanParts,
  client: pg.PoolClient,
  key: { organisationId: string; runId: string },
  chunkCount: number,
): Promise<void> {
  const run = { organisationId: key.organisationId, id: key.runId };
  await runs.move(client, run, chunkCount === 0 ? 'completed' : 'queued');
  await queue.add(queueNames.chunk, await items.listChunkIds(client, key), client);
}
