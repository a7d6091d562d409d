import { type Queue, queueNames } from '../../queue/queue.ts';
import type { Transaction } from '../run-store.ts';
import type { WorkStore } from '../work-store.ts';

/**
 * Chunks of one run that wait in the queue. Few, so that one run stands before another for as long as
 * these take and no longer; some, so that nobody who is done with one has to wait for the next.
 */
const waitingChunks = 4;

/** More chunks of a run than this are never at work at once. */
const lookAhead = 500;

/** A time slice: after so long a chunk makes way for the chunks of other runs that wait. */
export const turnMs = 10_000;

export type RunTurns = ReturnType<typeof createRunTurns>;

/**
 * Lets runs take turns. The queue gives jobs in the order in which they came and holds a few chunks of
 * each run at a time: whoever takes one adds the next of that run, behind those of the others. The first chunk of a
 * run goes before all that wait, so that a small run need not stand behind the chunks of a slow one; one such chunk
 * at a time, so that many small runs in a row do not hold up the others. A preview is one job, in a queue of its own
 * that has workers of its own.
 */
export function createRunTurns({ queue, work }: { queue: Queue; work: WorkStore }) {
  /** Gives a run what it needs next: a plan, or as many chunks as may wait. */
  async function giveWork(runId: string, transaction?: Transaction): Promise<void> {
    const run = await work.findOpenRun(runId, transaction);
    if (!run) return;
    if (run.preview || run.state === 'preparing') {
      const name = run.preview ? queueNames.preview : queueNames.plan;
      return await queue.add(name, [{ key: runId, runId }], transaction);
    }
    const chunkIds = await work.listUnfinishedChunks(run, lookAhead, transaction);
    const jobs = chunkIds.map((key) => ({ key, runId }));
    await queue.addUpTo(queueNames.chunk, jobs, waitingChunks, transaction);
  }

  return {
    giveWork,

    /** Has the items that wait of a run that was cancelled cancelled in the background. */
    async clearAway(runId: string, transaction?: Transaction): Promise<void> {
      await queue.add(queueNames.cancel, [{ key: runId, runId }], transaction);
    },

    /** Mends what was lost: every run that has work left is given it, where nobody has it already. */
    async sweep(): Promise<void> {
      for (const run of await work.listOpenRuns()) await giveWork(run.id);
    },

    /** Whether chunks of other runs wait for a worker. */
    async hasOthers(runId: string): Promise<boolean> {
      return await queue.hasOthers(queueNames.chunk, runId);
    },
  };
}
