import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Queue, queueNames } from '../../queue/queue.ts';
import { type PlanParts, planRun } from './plan-run.ts';
import { type ChunkParts, workChunk } from './work-chunk.ts';

/** How often chunks that have pending items but no job are looked for. */
const sweepIntervalMs = 10_000;

/** How long calls that are under way may still take when the hub stops. */
const drainMs = 20_000;

/** Unfinished chunks that one sweep looks at. */
const sweepLimit = 5000;

/** The workers of this process: they plan runs, work on chunks and sweep up lost ones. */
export interface RunWorkers {
  start(): Promise<void>;
  /** Begins nothing new, lets calls that are under way end and saves them. Stops the queue with it. */
  stop(): Promise<void>;
}

export function createRunWorkers(
  parts: PlanParts & ChunkParts & { queue: Queue; onError: (error: unknown) => void },
  options: { parallelChunks: number },
): RunWorkers {
  const stop = new AbortController();
  const abort = new AbortController();
  let sweeping: NodeJS.Timeout | null = null;

  /** A job that fails is given again; what it failed of is told, or nobody would hear of it. */
  async function report(job: Promise<void>): Promise<void> {
    try {
      await job;
    } catch (error) {
      if (!stop.signal.aborted) parts.onError(error);
      throw error;
    }
  }

  async function plan(runId: string, signal: AbortSignal): Promise<void> {
    try {
      await planRun(parts, runId, AbortSignal.any([signal, stop.signal]));
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      const organisationId = await parts.runs.findOrganisation(runId);
      if (!organisationId) return;
      const run = { organisationId, id: runId };
      await parts.runs.move(run, 'failed', { reason: error.message });
    }
  }

  async function work(chunkId: string, signal: AbortSignal): Promise<void> {
    await workChunk(parts, chunkId, {
      stop: AbortSignal.any([signal, stop.signal]),
      abort: AbortSignal.any([signal, abort.signal]),
    });
  }

  /** Gives a job to whatever has work left and none. A key that has one already is left alone. */
  async function sweep(): Promise<void> {
    await parts.queue.add(queueNames.plan, await parts.runs.listUnplanned());
    await parts.queue.add(queueNames.chunk, await parts.items.listUnfinishedChunks(sweepLimit));
  }

  return {
    async start() {
      if (options.parallelChunks === 0) return; // A hub for the API alone; workers are elsewhere.
      await parts.queue.work(queueNames.plan, 1, (key, signal) => report(plan(key, signal)));
      await parts.queue.work(queueNames.chunk, options.parallelChunks, (key, signal) =>
        report(work(key, signal)),
      );
      await sweep();
      sweeping = setInterval(() => {
        sweep().catch(parts.onError);
      }, sweepIntervalMs);
    },
    async stop() {
      if (sweeping) clearInterval(sweeping);
      const reason = new Error('The hub is stopping.');
      stop.abort(reason);
      const patience = setTimeout(() => abort.abort(reason), drainMs);
      await parts.queue.stop(drainMs + 5000);
      clearTimeout(patience);
    },
  };
}
