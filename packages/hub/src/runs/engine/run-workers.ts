import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type JobEnd, type Queue, queueNames } from '../../queue/queue.ts';
import type { BeatStore } from '../beat-store.ts';
import { type CarryOutParts, carryOut } from '../triage/carry-out.ts';
import { cancelItems } from './cancel-items.ts';
import { type PlanParts, planRun } from './plan-run.ts';
import { turnMs } from './run-turns.ts';
import { type ChunkParts, workChunk } from './work-chunk.ts';

/** How often runs that have work left and none in the queue are looked for. */
const sweepIntervalMs = 10_000;

/** How long calls that are under way may still take when the process stops. */
const drainMs = 20_000;

/** The workers of this process: they plan runs, work on chunks and previews, and sweep up what was lost. */
export interface RunWorkers {
  start(): Promise<void>;
  /** Begins nothing new, lets calls that are under way end and saves them. Stops the queue with it. */
  stop(): Promise<void>;
  /**
   * To be called before `stop` where the database is gone for good: nothing of what is under way can be
   * saved any more, so it is broken off, and its items are left pending.
   */
  giveUp(): void;
}

export function createRunWorkers(
  parts: PlanParts &
    ChunkParts &
    CarryOutParts & { queue: Queue; beatStore: BeatStore; onError: (error: unknown) => void },
  options: { parallelChunks: number },
): RunWorkers {
  const stop = new AbortController();
  const abort = new AbortController();
  let sweeping: NodeJS.Timeout | null = null;

  /** A job that fails is given again; what it failed of is told, or nobody would hear of it. */
  async function report(job: Promise<JobEnd>): Promise<JobEnd> {
    try {
      return await job;
    } catch (error) {
      if (stop.signal.aborted) return 'again';
      parts.onError(error);
      throw error;
    }
  }

  /** Plans for one turn: others that wait are planned in between. */
  async function plan(runId: string, signal: AbortSignal): Promise<JobEnd> {
    const turn = AbortSignal.timeout(turnMs);
    try {
      await planRun(parts, runId, AbortSignal.any([signal, stop.signal, turn]));
      return 'done';
    } catch (error) {
      if (turn.aborted) return 'again';
      if (!(error instanceof PatchbayError)) throw error;
      const run = await parts.work.findOpenRun(runId);
      if (run) await parts.runs.move(run, 'failed', { reason: error.message });
      return 'done';
    }
  }

  function work(chunkId: string, signal: AbortSignal): Promise<JobEnd> {
    return workChunk(parts, chunkId, {
      giveUp: abort.signal,
      stop: AbortSignal.any([signal, stop.signal]),
      abort: AbortSignal.any([signal, abort.signal]),
    });
  }

  /** Plans a preview and works on it at once: it is small, and somebody waits for it. */
  async function preview(runId: string, signal: AbortSignal): Promise<JobEnd> {
    if ((await plan(runId, signal)) === 'again') return 'again';
    const run = await parts.work.findOpenRun(runId);
    if (!run) return 'done';
    for (const chunkId of await parts.work.listUnfinishedChunks(run, 100)) {
      if ((await work(chunkId, signal)) === 'again') return 'again';
    }
    return 'done';
  }

  async function act(actionId: string, signal: AbortSignal): Promise<JobEnd> {
    const stopped = AbortSignal.any([signal, stop.signal]);
    await carryOut(parts, actionId, stopped);
    return stopped.aborted ? 'again' : 'done';
  }

  /** Mends what a worker that died left: work without a job, runs whose end nobody told. */
  async function sweep(): Promise<void> {
    await parts.turns.sweep();
    await parts.beatStore.removeStale();
    await parts.begun.removeLost();
    for (const runId of await parts.items.listUncancelled()) await parts.turns.clearAway(runId);
    for (const run of await parts.runs.listFinished()) await parts.runs.completeIfFinished(run);
    const actions = await parts.actions.listOpen();
    const jobs = actions.map(({ id, runId }) => ({ key: id, runId }));
    await parts.queue.add(queueNames.action, jobs);
  }

  return {
    async start() {
      if (options.parallelChunks === 0) return; // A hub for the API alone; workers are elsewhere.
      const { queue } = parts;
      await queue.work(queueNames.plan, 1, (key, signal) => report(plan(key, signal)));
      await queue.work(queueNames.preview, 1, (key, signal) => report(preview(key, signal)));
      await queue.work(queueNames.chunk, options.parallelChunks, (key, signal) =>
        report(work(key, signal)),
      );
      await queue.work(queueNames.cancel, 1, (key, signal) =>
        report(cancelItems(parts, key, AbortSignal.any([signal, stop.signal]))),
      );
      await queue.work(queueNames.action, 1, (key, signal) => report(act(key, signal)));
      parts.beats.start();
      await sweep();
      sweeping = setInterval(() => {
        sweep().catch(parts.onError);
      }, sweepIntervalMs);
    },
    async stop() {
      if (sweeping) clearInterval(sweeping);
      const reason = new Error('The process is stopping.');
      stop.abort(reason);
      const patience = setTimeout(() => abort.abort(reason), drainMs);
      await parts.queue.stop(drainMs + 5000);
      await parts.beats.stop();
      clearTimeout(patience);
    },
    giveUp() {
      const reason = new Error('The database is gone.');
      stop.abort(reason);
      abort.abort(reason);
    },
  };
}
