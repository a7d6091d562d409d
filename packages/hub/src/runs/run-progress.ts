import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { createPace } from '@patchbay/core/run/pace.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import type { RunSignals } from '../queue/run-signals.ts';
import type { RunService } from './run-service.ts';

/** Shortest time between two events to one watcher. */
const shortestPauseMs = 250;

/** After this long without news an event is sent anyway, so that time left and connections stay true. */
const longestPauseMs = 5000;

export type RunProgressFeed = ReturnType<typeof createRunProgressFeed>;

/** Tells watchers how runs go on. */
export function createRunProgressFeed(parts: { runs: RunService; signals: RunSignals }) {
  return {
    /**
     * The present moment of a run, then one event after each change, until the run has ended. A
     * watcher that reads slowly misses moments in between, never the newest, and costs no memory.
     */
    async *watch(
      organisationId: string,
      runId: string,
      signal: AbortSignal,
    ): AsyncGenerator<RunProgress, void> {
      const pace = createPace();
      const news = listen(parts.signals, runId, signal);
      try {
        for (;;) {
          const run = await parts.runs.get(organisationId, runId);
          yield toProgress(run, pace);
          if (hasEnded(run.state) || signal.aborted) return;
          await news.next();
          if (signal.aborted) return;
        }
      } finally {
        news.end();
      }
    },
  };
}

function toProgress(run: RunView, pace: ReturnType<typeof createPace>): RunProgress {
  const at = new Date();
  const { total, pending } = run.counts;
  const speed = pace.add({ atMs: at.getTime(), finished: total - pending, pending });
  return { runId: run.id, state: run.state, counts: run.counts, ...speed, at: at.toISOString() };
}

/** Waits for changes of a run: at least the shortest and at most the longest pause each time. */
function listen(signals: RunSignals, runId: string, signal: AbortSignal) {
  let hasNews = false;
  let wake: () => void = () => {};
  const notice = () => {
    hasNews = true;
    wake();
  };
  const unsubscribe = signals.subscribe(runId, notice);
  signal.addEventListener('abort', notice, { once: true });

  return {
    async next(): Promise<void> {
      await pause(shortestPauseMs);
      if (!hasNews) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, longestPauseMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasNews = false;
    },
    end() {
      unsubscribe();
      signal.removeEventListener('abort', notice);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
