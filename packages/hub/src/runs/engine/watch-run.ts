import type { RunSignals } from '../../queue/run-signals.ts';
import type { RunStore } from '../run-store.ts';
import type { Interruption } from './call-item.ts';

/** However often a run changes, it is not looked more often than this. */
const shortestPauseMs = 100;

export interface RunWatch {
  readonly interruption: Interruption;
  readonly hasEnded: () => boolean;
  /** Looks now whether the run still runs. */
  look(): Promise<void>;
  end(): void;
}

/**
 * Adds to an interruption that the run no longer runs. One that is paused keeps what is under way; one
 * that was cancelled, or came to its end otherwise, breaks it off.
 */
export function watchRun(
  parts: { signals: RunSignals; runs: RunStore; onError: (error: unknown) => void },
  run: { organisationId: string; id: string },
  { stop, abort }: Interruption,
): RunWatch {
  const held = new AbortController();
  const ended = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let hasNews = false;

  async function look(): Promise<void> {
    const state = await parts.runs.findState(run.organisationId, run.id);
    if (state === 'running') return;
    const reason = new Error('The run no longer runs.');
    held.abort(reason);
    if (state !== 'paused') ended.abort(reason);
  }

  /**
   * Looks at once at a change after a quiet time, since a person may have paused the run. Where the
   * database is away, the next change is looked at again; saving is guarded in any case.
   */
  function lookSoon(): void {
    hasNews = true;
    if (timer) return;
    hasNews = false;
    void look().catch(parts.onError);
    timer = setTimeout(() => {
      timer = null;
      if (hasNews) lookSoon();
    }, shortestPauseMs);
  }

  const unsubscribe = parts.signals.subscribe(run.id, lookSoon);
  return {
    interruption: {
      stop: AbortSignal.any([stop, held.signal]),
      abort: AbortSignal.any([abort, ended.signal]),
    },
    hasEnded: () => held.signal.aborted,
    look,
    end() {
      unsubscribe();
      if (timer) clearTimeout(timer);
    },
  };
}
