import { withEventMeta } from '@orpc/server';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isSettled, type RunProgress } from '@patchbay/core/run/run-progress.ts';
import type { RunSignals } from '../queue/run-signals.ts';
import type { ProgressStore } from './progress-store.ts';
import { createRunFeed, type RunFeed } from './run-feed.ts';

/** A run that nobody watches any more is remembered so long: its pace is known to who comes back. */
const rememberMs = 30_000;

interface SharedFeed {
  feed: RunFeed;
  watchers: number;
  forget: NodeJS.Timeout | null;
  close(): void;
}

export type RunProgressFeed = ReturnType<typeof createRunProgressFeed>;

/** Tells watchers how runs go on. */
export function createRunProgressFeed(parts: { progress: ProgressStore; signals: RunSignals }) {
  const feeds = new Map<string, SharedFeed>();

  function open(organisationId: string, runId: string): SharedFeed {
    const feed = createRunFeed(async () => {
      const moment = await parts.progress.readMoment(organisationId, runId);
      if (moment) return moment;
      throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no run ${runId}.` });
    });
    const unsubscribe = parts.signals.subscribeToSaves(runId, () => feed.notice());
    const key = `${organisationId} ${runId}`;
    const shared = {
      feed,
      watchers: 0,
      forget: null,
      close() {
        unsubscribe();
        feed.end();
        feeds.delete(key);
      },
    };
    feeds.set(key, shared);
    return shared;
  }

  function join(organisationId: string, runId: string): SharedFeed {
    const shared = feeds.get(`${organisationId} ${runId}`) ?? open(organisationId, runId);
    if (shared.forget) clearTimeout(shared.forget);
    shared.watchers += 1;
    return shared;
  }

  function leave(shared: SharedFeed): void {
    shared.watchers -= 1;
    if (shared.watchers === 0) shared.forget = setTimeout(shared.close, rememberMs).unref();
  }

  return {
    /**
     * The present moment of a run, then one after each change, until nothing more can change. Each event
     * carries its time as its id: who comes back with the last one that they saw is given what is newer,
     * by whatever process. A watcher that reads slowly misses moments in between, never the newest.
     */
    async *watch(
      organisationId: string,
      runId: string,
      signal: AbortSignal,
      lastEventId?: string,
    ): AsyncGenerator<RunProgress, void> {
      const shared = join(organisationId, runId);
      const aborted = new Promise<null>((resolve) => {
        signal.addEventListener('abort', () => resolve(null), { once: true });
      });
      let after = lastEventId ?? null;
      try {
        while (!signal.aborted) {
          const moment = await Promise.race([shared.feed.next(after), aborted]);
          if (moment === null) return;
          after = moment.at;
          yield withEventMeta({ ...moment }, { id: moment.at });
          if (isSettled(moment)) return;
        }
      } finally {
        leave(shared);
      }
    },
  };
}
