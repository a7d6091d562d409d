import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Logger } from 'pino';
import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { OrganisationCallers } from '../../egress/organisation-callers.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { UsageMeter } from '../../models/statistics/usage-meter.ts';
import type { JobEnd } from '../../queue/queue.ts';
import type { RunSignals } from '../../queue/run-signals.ts';
import type { BegunStore, ChunkKey } from '../begun-store.ts';
import type { OutageStore } from '../gates/outage-store.ts';
import type { ItemStore, PendingItem } from '../item-store.ts';
import { reuseResults } from '../reuse/reuse-results.ts';
import type { ReuseStore } from '../reuse/reuse-store.ts';
import type { RunStore } from '../run-store.ts';
import type { WorkStore } from '../work-store.ts';
import { type CallContext, callItem, type Interruption } from './call-item.ts';
import { openSaver, saveNow, throwAfterPause } from './chunk-saver.ts';
import type { FinishedItem } from './finished-item.ts';
import type { Isolation } from './isolation.ts';
import type { ModelSession, ModelSessions, RunSession } from './model-session.ts';
import { openContext } from './open-context.ts';
import type { OutcomeStore } from './outcome-store.ts';
import type { RetryBudgets } from './retry-budget.ts';
import type { RunBeats } from './run-beats.ts';
import { type RunTurns, turnMs } from './run-turns.ts';
import type { Saver } from './saver.ts';
import { sendItems } from './send-items.ts';
import { sendSuspects } from './suspect-items.ts';
import { type RunWatch, watchRun } from './watch-run.ts';

export interface ChunkParts {
  runs: RunStore;
  items: ItemStore;
  outcomes: OutcomeStore;
  sessions: ModelSessions;
  outages: OutageStore;
  signals: RunSignals;
  models: ModelsService;
  datasets: DatasetsService;
  usage: UsageMeter;
  callers: OrganisationCallers;
  beats: RunBeats;
  turns: RunTurns;
  work: WorkStore;
  begun: BegunStore;
  isolation: Isolation;
  retries: RetryBudgets;
  reuse: ReuseStore;
  log: Logger;
  onError: (error: unknown) => void;
}

/**
 * Works on one chunk: sends its pending items through the model's gates and saves what comes of them.
 * Ends early, leaving items pending, when it is interrupted, the run no longer runs, or its turn is over
 * and chunks of other runs wait; whoever takes the chunk next goes on with those. What is finished is
 * saved even then, however long that takes, until `giveUp` says that the process ends.
 */
export async function workChunk(
  parts: ChunkParts,
  chunkId: string,
  interruption: Interruption & { giveUp: AbortSignal },
): Promise<JobEnd> {
  const found = await parts.items.findChunk(chunkId);
  if (!found) return 'done';
  const key = { ...found, chunkId };
  const { organisationId, runId } = key;
  const from = ['queued'] as const;
  await parts.runs.move({ organisationId, id: runId }, 'running', { from });
  const run = await parts.runs.find(organisationId, runId);
  if (run?.state !== 'running') return 'done';
  await parts.turns.giveWork(runId);

  const session = parts.sessions.forRun({
    organisationId,
    modelId: run.model.id,
    revisionId: run.model.revisionId,
    isFirst: run.preview,
  });
  const turn = startTurn(parts, runId);
  const stop = AbortSignal.any([interruption.stop, turn.over, session.held]);
  const watch = watchRun(parts, { organisationId, id: runId }, { ...interruption, stop });
  try {
    await sendPending(parts, key, run, session, watch, interruption.giveUp);
  } finally {
    turn.end();
    watch.end();
    // Where the database is away, whoever takes the chunk next looks at its items with care.
    await parts.begun.clear(key).catch(parts.onError);
  }
  const isHeld = watch.hasEnded() || session.held.aborted;
  if (isHeld) await putBackHeld(parts, key, session);
  // Not part of any save: then each of them would wait for the row that all workers of the run share.
  await parts.runs.completeIfFinished({ organisationId, id: runId });
  if (isHeld) {
    // It may go on by now: whoever let it could not give this chunk to anybody, since it was ours.
    return (await parts.runs.findState(organisationId, runId)) === 'running' ? 'again' : 'done';
  }
  return stop.aborted ? 'again' : 'done';
}

/** Lets items wait again that failed for what held their run alone: before it is looked at whether it has ended. */
async function putBackHeld(
  { outages }: ChunkParts,
  key: ChunkKey,
  { hold: { outage } }: RunSession,
): Promise<void> {
  const { organisationId, runId: id } = key;
  await outages.putBack({ organisationId, id });
  if (!outage) return;
  const sinceMs = performance.now() - outage.startedAt;
  await outages.putBackLate(key, { cause: outage.cause, sinceMs });
}

/** Sends what is pending in the chunk: first, each alone, what a worker died over. */
async function sendPending(
  parts: ChunkParts,
  key: ChunkKey,
  run: RunView,
  session: ModelSession,
  { interruption, look }: RunWatch,
  giveUp: AbortSignal,
): Promise<void> {
  const { organisationId } = key;
  const log = parts.log.child({ run: key.runId, chunk: key.chunkId });
  const suspects = await parts.begun.takeOver(key);
  if (suspects > 0) log.warn({ items: suspects }, 'A worker died over items of this chunk.');
  // At once, not one after another: so long no call of this chunk is under way.
  const [crashes, context, { concurrency }, pending] = await Promise.all([
    parts.begun.listCrashes(key),
    openContext({ ...parts, log }, organisationId, run, session),
    // The limits alone: where the secret does not open, the run is paused once an item wants it.
    parts.models.getLimits(organisationId, run.model.id),
    parts.items.listPending(organisationId, key.chunkId),
  ]);
  const saver = openSaver({ ...parts, log }, key, run, look, giveUp);
  const { wish } = context;
  const suspected = pending.filter((item) => crashes.has(item.id));
  const trusted = pending.filter((item) => !crashes.has(item.id));
  const others = await endEqualItems(parts, key, run, { wish, saver, ...interruption }, trusted);
  let calling = 0;
  const call = async (item: PendingItem, row: DataRow | undefined) => {
    calling += 1;
    try {
      return saver.add(await callItem(item, row, context, interruption));
    } catch (error) {
      return await throwAfterPause(parts, key, run, error);
    } finally {
      calling -= 1;
      if (calling === 0) saver.flush();
    }
  };
  const send = async (item: PendingItem, row: DataRow | undefined, answered?: () => void) => {
    const { room, saved } = await call(item, row);
    saved.catch(() => {}); // whoever sends hears of it when there is room
    await room;
    answered?.();
    await saved;
  };
  const always = { organisationId, datasets: parts.datasets, stop: interruption.stop };
  await sendSuspects(
    {
      ...always,
      isolation: parts.isolation,
      crashes,
      begin: ({ id }) => parts.begun.write(key, { first: id, last: id }),
      send,
      save: (finished) => saveNow(saver, finished),
      onQuarantine: (item) =>
        log.error({ item: item.id }, 'An item ends its workers: quarantined.'),
    },
    suspected,
  );
  await sendItems(
    {
      ...always,
      concurrency,
      begin: (last) => parts.begun.write(key, { first: others[0]?.id ?? last.id, last: last.id }),
      // Until it is saved: where a suspect is alone, nothing else may end the worker.
      send: (item, row, answered) => parts.isolation.beside(() => send(item, row, answered)),
    },
    others,
  );
}

/** Ends, where the run wants that, what ends with the result of an equal item; returns what is left to be sent. */
async function endEqualItems(
  { begun, reuse, isolation, onError }: ChunkParts,
  key: ChunkKey,
  run: RunView,
  { wish, stop, saver }: Pick<CallContext, 'wish'> & Pick<Interruption, 'stop'> & { saver: Saver },
  items: readonly PendingItem[],
): Promise<readonly PendingItem[]> {
  const [first, last] = [items[0], items.at(-1)];
  if (!run.reuseResults || !first || !last) return items;
  await begun.write(key, { first: first.id, last: last.id });
  const save = (finished: FinishedItem) => isolation.beside(() => saveNow(saver, finished));
  const { organisationId } = key;
  return await reuseResults({ organisationId, run, wish, reuse, stop, save, onError }, items);
}

/** So long a chunk is worked on at most, before whoever is next goes on with it: nobody waits for hours. */
const longestTurnMs = 10 * 60_000;

/** A turn is over when it has lasted its time and chunks of other runs wait, or when it has lasted very long. */
function startTurn(parts: ChunkParts, runId: string): { over: AbortSignal; end: () => void } {
  const over = new AbortController();
  const begunAt = performance.now();
  const end = () => over.abort(new Error('The turn of the run is over.'));
  const timer = setInterval(() => {
    if (performance.now() - begunAt >= longestTurnMs) return end();
    parts.turns.hasOthers(runId).then((others) => others && end(), parts.onError);
  }, turnMs);
  return { over: over.signal, end: () => clearInterval(timer) };
}
