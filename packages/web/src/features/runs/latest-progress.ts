import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';

/** A moment of a run as the page shows it: from an event, or from the run as it was read. */
export type ShownProgress = Omit<RunProgress, 'at' | 'runId'>;

/** The later of two events: one that comes late, over a second connection, never moves the bar back. */
export function laterEvent(shown: RunProgress | null, received: RunProgress): RunProgress {
  return shown && shown.at > received.at ? shown : received;
}

/** What to show: the last event while a run is followed, else the run as it was read. */
export function showProgress(run: RunView, event: RunProgress | null): ShownProgress {
  if (event) return event;
  const { state, reason, pause, counts } = run;
  const unknown = { inFlight: 0, failures: [], latencyMs: null };
  return { state, reason, pause, counts, ...unknown, itemsPerSecond: null, secondsLeft: null };
}
