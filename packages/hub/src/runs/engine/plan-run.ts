import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { v7 as createId } from 'uuid';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { ItemStore, NewChunk } from '../item-store.ts';
import type { RunStore, Transaction } from '../run-store.ts';
import { chooseRows, type RowPage } from './choose-rows.ts';
import { chooseChunkSize } from './chunk-size.ts';
import type { RunTurns } from './run-turns.ts';

/** Items that one transaction plans, in as many chunks as they make: short enough to be cancelled in between. */
const itemsPerStep = 5000;

export interface PlanParts {
  turns: RunTurns;
  runs: RunStore;
  items: ItemStore;
  models: ModelsService;
  datasets: DatasetsService;
}

interface PlannedRun {
  organisationId: string;
  runId: string;
}

/**
 * Makes the items of a run, several chunks at a time, and gives the first of them a job. Every step is
 * one transaction that goes on where the last one ended, so that a planner that died is simply followed
 * by another; a run that was cancelled meanwhile gets no more.
 */
export async function planRun(parts: PlanParts, runId: string, signal: AbortSignal): Promise<void> {
  const organisationId = await parts.runs.findOrganisation(runId);
  const run = organisationId ? await parts.runs.find(organisationId, runId) : null;
  if (!organisationId || run?.state !== 'preparing') return;
  const key = { organisationId, runId };
  const chunkSize = await readChunkSize(parts, organisationId, run);
  const stepSize = Math.max(1, Math.floor(itemsPerStep / chunkSize)) * chunkSize;
  const readRows = await chooseRows(parts, organisationId, run);
  let lookedAt: string | null = null;

  for (;;) {
    signal.throwIfAborted();
    // Before the run is locked: for many who wait for the lock there may be no other connection left.
    const page: RowPage = await readRows(lookedAt, stepSize);
    const next = await parts.runs.transact(async (transaction) => {
      const plan = await parts.items.lockPlan(transaction, key);
      if (!plan) return null;
      const from = later(plan.lastDataRowId, lookedAt);
      if (from !== lookedAt) return from; // another planner has come further
      if (page.last === null) {
        await finishPlan(parts, transaction, key, run, plan.chunkCount);
        return null;
      }
      const chunks = divide(page.dataRowIds, chunkSize, plan.chunkCount);
      await parts.items.insertChunks(transaction, key, chunks);
      return page.last;
    });
    if (next === null) return;
    lookedAt = next;
  }
}

async function readChunkSize(
  { models, datasets }: PlanParts,
  organisationId: string,
  run: RunView,
): Promise<number> {
  const limits = await models.getLimits(organisationId, run.model.id);
  const { rowCounts } = await datasets.getDataset(organisationId, run.dataset.id);
  const rows = Object.values(rowCounts).reduce((sum, count) => sum + count, 0);
  const chosen = run.selection?.dataRowIds?.length ?? run.selection?.sample ?? rows;
  return chooseChunkSize(limits.requestsPerSecond, Math.min(rows, chosen));
}

/** The later of two rows in the order of the dataset: another planner may have come further. */
function later(planned: string | null, lookedAt: string | null): string | null {
  if (planned === null || lookedAt === null) return planned ?? lookedAt;
  return planned > lookedAt ? planned : lookedAt;
}

function divide(dataRowIds: readonly string[], chunkSize: number, before: number): NewChunk[] {
  const count = Math.ceil(dataRowIds.length / chunkSize);
  return Array.from({ length: count }, (_, index) => {
    const share = dataRowIds.slice(index * chunkSize, (index + 1) * chunkSize);
    return {
      id: createId(),
      number: before + index + 1,
      items: share.map((dataRowId) => ({ id: createId(), dataRowId })),
    };
  });
}

async function finishPlan(
  { runs, turns }: PlanParts,
  transaction: Transaction,
  key: PlannedRun,
  { selection }: RunView,
  chunkCount: number,
): Promise<void> {
  const run = { organisationId: key.organisationId, id: key.runId };
  if (chunkCount > 0) await runs.move(run, 'queued', { transaction });
  else {
    const reason = selection?.withoutResult
      ? 'Every data row has a result of this revision already.'
      : 'There is no data row to call the model for.';
    await runs.move(run, 'completed', { transaction, reason });
  }
  await turns.giveWork(key.runId, transaction);
}
