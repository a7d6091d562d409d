import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { rejectAtEnd, rejectOnAbort, startDeadline } from '../deadline.ts';
import { askThread } from './ask-thread.ts';
import type { Decoded, DecodeTask } from './decode-task.ts';
import { createThreadStock, type ThreadStock, type ThreadStockSettings } from './thread-stock.ts';

export interface DecodePoolSettings extends ThreadStockSettings {
  /** At most so many answers are read at once; more wait. */
  readonly threads: number;
  /** One answer may take so long. */
  readonly timeLimitMs: number;
}

/** A few threads that read long answers, started when there are some. */
export interface DecodePool {
  /** Rejects with the reason of the signal where the caller gave up. */
  run(protocolId: string, task: DecodeTask, signal?: AbortSignal): Promise<Outcome<Decoded>>;
  /** Lets what is being read be read, then ends all threads. */
  close(): Promise<void>;
}

/** Makes a pool without threads. Each is started when an answer waits for it. */
export function createDecodePool(settings: DecodePoolSettings): DecodePool {
  const stock = createThreadStock(settings);
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let turns = 0;

  async function runInTurn(protocolId: string, task: DecodeTask, signal?: AbortSignal) {
    if (turns < settings.threads) turns += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      signal?.throwIfAborted();
      return await runOnThread(stock, settings, protocolId, task, signal);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else turns -= 1;
    }
  }

  return {
    run(protocolId, task, signal) {
      const work = runInTurn(protocolId, task, signal);
      running.add(work);
      const forget = () => running.delete(work);
      work.then(forget, forget);
      return signal ? rejectOnAbort(signal, work) : work;
    },
    async close() {
      await Promise.allSettled(running);
      await stock.endAll();
    },
  };
}

/** A thread that did not end its work is ended itself: the next answer gets a new one. */
async function runOnThread(
  stock: ThreadStock,
  { timeLimitMs }: DecodePoolSettings,
  protocolId: string,
  task: DecodeTask,
  signal?: AbortSignal,
): Promise<Outcome<Decoded>> {
  const thread = stock.take();
  const deadline = startDeadline(timeLimitMs, signal);
  try {
    const outcome = await rejectAtEnd(deadline, askThread(thread, protocolId, task));
    stock.giveBack(thread);
    return outcome;
  } catch (error) {
    await stock.end(thread);
    if (deadline.hasPassed()) return fail(tooSlow(task, timeLimitMs));
    if (error instanceof PatchbayError) return fail(error.toProblem());
    throw error;
  } finally {
    deadline.clear();
  }
}

function tooSlow({ response }: DecodeTask, timeLimitMs: number): Problem {
  return {
    code: 'MODEL_RESPONSE_TOO_LARGE',
    message: `The answer of ${response.body.length} characters was not read within ${timeLimitMs} ms, which is the limit.`,
  };
}
