import { createPace } from '@patchbay/core/run/pace.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import type { RunMoment } from './progress-store.ts';

/** A run is read at most so often, however many watch it. */
const shortestPauseMs = 200;

/** Without news a run is read so often: beats, pace and the time left change by themselves. */
const longestPauseMs = 1000;

/** The present of one run, for all in this process who watch it. */
export interface RunFeed {
  /** The newest moment, another than that of `after` (its `at`). Rejects where it cannot be read. */
  next(after: string | null): Promise<RunProgress>;
  /** Something changed. */
  notice(): void;
  end(): void;
}

interface Waiting {
  readonly after: string | null;
  readonly give: (progress: RunProgress) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Reads a run for those who wait for news of it, and only then: one that does not take what it is
 * given waits for nothing and costs nothing. All who wait are given the same moment, read once, and
 * begun to be read after they had asked: who just retried a run never hears that it is completed.
 */
export function createRunFeed(read: () => Promise<RunMoment>): RunFeed {
  const pace = createPace();
  let latest: RunProgress | null = null;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let hasNews = true;
  let timer: NodeJS.Timeout | null = null;
  let waiting: Waiting[] = [];

  function schedule(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting.length === 0) return;
    const pauseMs = hasNews ? shortestPauseMs : longestPauseMs;
    const dueMs = readAtMs + pauseMs - performance.now();
    timer = setTimeout(() => void readNow(), Math.max(0, dueMs));
  }

  async function readNow(): Promise<void> {
    readAtMs = performance.now();
    hasNews = false;
    const asked = new Set(waiting);
    try {
      const moment = await read();
      const { total, pending } = moment.counts;
      const sample = { atMs: Date.parse(moment.at), finished: total - pending, pending };
      latest = { ...moment, ...pace.add(sample) };
      giveOut(latest, asked);
    } catch (error) {
      waiting = waiting.filter((it) => !asked.has(it));
      for (const { fail } of asked) fail(error);
    }
    schedule();
  }

  function giveOut(progress: RunProgress, asked: ReadonlySet<Waiting>): void {
    const served = waiting.filter((it) => asked.has(it) && progress.at !== it.after);
    waiting = waiting.filter((it) => !served.includes(it));
    for (const { give } of served) give(progress);
  }

  return {
    next(after) {
      return new Promise((give, fail) => {
        waiting.push({ after, give, fail });
        if (after !== latest?.at) hasNews = true; // for whoever asks, if for nobody else
        schedule();
      });
    },
    notice() {
      hasNews = true;
      schedule();
    },
    end() {
      if (timer) clearTimeout(timer);
      const ended = waiting;
      waiting = [];
      for (const { fail } of ended) fail(new Error('Nobody watches the run any more.'));
    },
  };
}
