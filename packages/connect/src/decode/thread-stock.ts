import { type DecodeThread, startDecodeThread } from './decode-thread.ts';

export interface ThreadStockSettings {
  /** What a thread runs. */
  readonly workerFile: URL;
  /** A thread that has nothing to do for so long is ended, and gives its memory back. */
  readonly idleMs: number;
}

/** The threads that there are. */
export interface ThreadStock {
  /** A thread that has nothing to do, or a new one. */
  take(): DecodeThread;
  /** Keeps a thread for the next who takes one. */
  giveBack(thread: DecodeThread): void;
  /** Ends a thread that was taken. */
  end(thread: DecodeThread): Promise<void>;
  /** Ends all threads. */
  endAll(): Promise<void>;
}

export function createThreadStock({ workerFile, idleMs }: ThreadStockSettings): ThreadStock {
  const threads = new Set<DecodeThread>();
  const idle = new Map<DecodeThread, NodeJS.Timeout>();

  async function end(thread: DecodeThread): Promise<void> {
    clearTimeout(idle.get(thread));
    idle.delete(thread);
    threads.delete(thread);
    await thread.close();
  }

  return {
    take() {
      const [thread] = idle.keys();
      if (thread) {
        clearTimeout(idle.get(thread));
        idle.delete(thread);
        return thread;
      }
      const started = startDecodeThread(workerFile);
      threads.add(started);
      return started;
    },
    giveBack(thread) {
      idle.set(thread, setTimeout(() => void end(thread), idleMs).unref());
    },
    end,
    async endAll() {
      await Promise.all([...threads].map(end));
    },
  };
}
