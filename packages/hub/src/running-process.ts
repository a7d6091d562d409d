import type { Logger } from 'pino';

/** A hub or a worker that runs in this process. */
export interface RunningProcess {
  /** Ends when it has stopped: with an error where it could not go on by itself. */
  readonly ended: Promise<void>;
  /** Begins nothing new, lets the work in hand end, and closes what it has opened. */
  stop(): Promise<void>;
  /** Ends at once what would outlive this process, which is about to exit. */
  abandon(): void;
}

/** Begins a running process of what stops it. `fail` stops it with the reason why it cannot go on. */
export function createRunningProcess(parts: {
  stopAll(): Promise<void>;
  abandon(): void;
}): RunningProcess & { fail(reason: Error): void } {
  const ending = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;
  function stop(failure?: Error): Promise<void> {
    stopping ??= parts.stopAll().then(() => (failure ? ending.reject(failure) : ending.resolve()));
    return stopping;
  }
  ending.promise.catch(() => {}); // whoever waits for the end hears of it
  return {
    ended: ending.promise,
    stop: () => stop(),
    abandon: parts.abandon,
    fail: (reason) => void stop(reason),
  };
}

/** What is to be undone when a process stops, the last first: also where its start fails half way. */
export interface UndoList {
  add(step: () => Promise<void>): void;
  run(): Promise<void>;
}

export function createUndoList(log: Logger): UndoList {
  const steps: (() => Promise<void>)[] = [];
  return {
    add: (step) => void steps.push(step),
    async run() {
      for (const step of steps.splice(0).reverse()) {
        await step().catch((error: unknown) =>
          log.error({ err: error }, 'Stopping did not go well.'),
        );
      }
    },
  };
}
