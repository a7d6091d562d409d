import type { Caller } from '@patchbay/connect/caller.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import { readInputWish } from '../../datasets/read-input-wish.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { JobEnd } from '../../queue/queue.ts';
import type { RunSignals } from '../../queue/run-signals.ts';
import { createSemaphore } from '../gates/semaphore.ts';
import type { ItemStore, PendingItem } from '../item-store.ts';
import type { RunStore } from '../run-store.ts';
import { type CallContext, callItem, type Interruption } from './call-item.ts';
import type { ModelSessions } from './model-session.ts';
import type { OutcomeStore } from './outcome-store.ts';
import { rejectItem } from './reject-item.ts';
import { type RunTurns, turnMs } from './run-turns.ts';
import { createSaver } from './saver.ts';

/** Data rows that are read from the database at once, on their way to the model. */
const readAhead = 50;

export interface ChunkParts {
  runs: RunStore;
  items: ItemStore;
  outcomes: OutcomeStore;
  sessions: ModelSessions;
  signals: RunSignals;
  models: ModelsService;
  datasets: DatasetsService;
  caller: Caller;
  turns: RunTurns;
  onError: (error: unknown) => void;
}

/**
 * Works on one chunk: sends its pending items through the model's gates and saves what comes of them.
 * Ends early, leaving items pending, when it is interrupted, the run no longer runs, or its turn is over
 * and chunks of other runs wait; whoever takes the chunk next goes on with those.
 */
export async function workChunk(
  parts: ChunkParts,
  chunkId: string,
  interruption: Interruption,
): Promise<JobEnd> {
  const key = await parts.items.findChunk(chunkId);
  if (!key) return 'done';
  const { organisationId, runId } = key;
  const from = ['queued'] as const;
  await parts.runs.move({ organisationId, id: runId }, 'running', { from });
  const run = await parts.runs.find(organisationId, runId);
  if (run?.state !== 'running') return 'done';
  await parts.turns.giveWork(runId);

  const context = await openContext(parts, organisationId, run);
  const saveKey = { organisationId, runId, chunkId, revisionId: run.model.revisionId };
  const saver = createSaver({
    save: (batch) => parts.outcomes.save(saveKey, batch),
    isRefusal: parts.outcomes.isRefusal,
    reject: rejectItem,
  });
  const pending = await parts.items.listPending(organisationId, chunkId);
  const turn = startTurn(parts, runId);
  const stop = AbortSignal.any([interruption.stop, turn.over]);
  const watch = watchRun(parts, key, { ...interruption, stop });
  try {
    const model = { organisationId, modelId: run.model.id };
    await sendItems(parts, model, pending, watch.interruption.stop, async (item, row) => {
      await saver.add(await callItem(item, row, context, watch.interruption));
    });
  } finally {
    turn.end();
    watch.end();
  }
  // Not part of any save: then each of them would wait for the row that all workers of the run share.
  await parts.runs.completeIfFinished({ organisationId, id: runId });
  return stop.aborted && !watch.hasEnded() ? 'again' : 'done';
}

/** A turn is over when it has lasted its time and chunks of other runs wait. */
function startTurn(parts: ChunkParts, runId: string): { over: AbortSignal; end: () => void } {
  const over = new AbortController();
  const timer = setInterval(() => {
    parts.turns
      .hasOthers(runId)
      .then(
        (others) => others && over.abort(new Error('The turn of the run is over.')),
        parts.onError,
      );
  }, turnMs);
  return { over: over.signal, end: () => clearInterval(timer) };
}

async function openContext(
  parts: ChunkParts,
  organisationId: string,
  run: RunView,
): Promise<CallContext> {
  const revision = await parts.models.getRevision(organisationId, run.model.revisionId);
  const protocol = findProtocol(revision.configuration.protocol);
  if (!protocol.ok) throw new PatchbayError(protocol.problem);
  const { configuration } = revision;
  return {
    protocol: protocol.value,
    configuration,
    wish: readInputWish(protocol.value, configuration),
    parameters: run.parameters,
    session: parts.sessions.get(organisationId, revision.modelId),
    datasets: parts.datasets,
    caller: parts.caller,
  };
}

/**
 * Sends the items, as many at once as the model takes. An item holds its place until it is saved, so
 * that what is called and not yet saved is never more than that.
 */
async function sendItems(
  parts: ChunkParts,
  { organisationId, modelId }: { organisationId: string; modelId: string },
  pending: readonly PendingItem[],
  stop: AbortSignal,
  send: (item: PendingItem, dataRow: DataRow | undefined) => Promise<void>,
): Promise<void> {
  // The limits alone: a secret that cannot be opened is the problem of each item, not of the chunk.
  const limits = await parts.models.getLimits(organisationId, modelId);
  const failed = new AbortController();
  const halted = AbortSignal.any([stop, failed.signal]);
  const places = createSemaphore(limits.concurrency);
  const underWay = new Set<Promise<void>>();

  async function sendOne(item: PendingItem, dataRow: DataRow | undefined): Promise<void> {
    try {
      await send(item, dataRow);
    } catch (error) {
      if (!stop.aborted) failed.abort(error);
    } finally {
      places.release();
    }
  }

  for (let start = 0; start < pending.length && !halted.aborted; start += readAhead) {
    const batch = pending.slice(start, start + readAhead);
    const dataRows = await parts.datasets.getDataRows(
      organisationId,
      batch.map((item) => item.dataRowId),
    );
    const rowsById = new Map(dataRows.map((row) => [row.id, row]));
    for (const item of batch) {
      await places.acquire(halted).catch(() => {});
      if (halted.aborted) break;
      const task = sendOne(item, rowsById.get(item.dataRowId)).then(() => {
        underWay.delete(task);
      });
      underWay.add(task);
    }
  }
  await Promise.all(underWay);
  failed.signal.throwIfAborted();
}

/**
 * Adds to an interruption that the run no longer runs. One that is paused keeps what is under way; one
 * that was cancelled, or came to its end otherwise, breaks it off.
 */
function watchRun(
  parts: ChunkParts,
  { organisationId, runId }: { organisationId: string; runId: string },
  { stop, abort }: Interruption,
): { interruption: Interruption; hasEnded: () => boolean; end: () => void } {
  const held = new AbortController();
  const ended = new AbortController();
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking || ended.signal.aborted) return;
    isLooking = true;
    try {
      const state = await parts.runs.findState(organisationId, runId);
      if (state === 'running') return;
      const reason = new Error('The run no longer runs.');
      held.abort(reason);
      if (state !== 'paused') ended.abort(reason);
    } catch {
      // The database is away: the next change is looked at again, and saving is guarded in any case.
    } finally {
      isLooking = false;
    }
  }

  const end = parts.signals.subscribe(runId, () => void look());
  return {
    interruption: {
      stop: AbortSignal.any([stop, held.signal]),
      abort: AbortSignal.any([abort, ended.signal]),
    },
    hasEnded: () => held.signal.aborted,
    end,
  };
}
