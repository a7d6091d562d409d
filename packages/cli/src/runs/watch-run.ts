import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { pauseTexts } from '@patchbay/core/run/pause.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import type { HubClient } from '../api/client.ts';
import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';
import { followRun } from './follow-run.ts';
import { printRunOutcome } from './print-run-outcome.ts';
import { createProgressDisplay } from './progress-display.ts';

/**
 * Shows a run until it has ended, then what came of it. Ctrl-C stops the showing, not the run, and
 * says so.
 */
export async function watchRun(
  context: CommandContext,
  hub: HubClient,
  run: RunView,
): Promise<void> {
  const { terminal } = context;
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  try {
    await showProgress(context, hub, run, interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    terminal.notes.line(`The run goes on. See it with:  patchbay run status ${run.id}`);
    terminal.notes.line(`              Cancel it with:  patchbay run cancel ${run.id}`);
    return context.exitWith(exitStatuses.interrupted);
  } finally {
    process.off('SIGINT', interrupt);
  }
  await reportRun(context, hub, run.id);
}

/** Prints what came of a run, and chooses the exit status by it. */
export async function reportRun(
  context: CommandContext,
  hub: HubClient,
  runId: string,
): Promise<void> {
  const [run, summary] = await Promise.all([
    hub.runs.get({ id: runId }),
    hub.runs.summary({ id: runId }),
  ]);
  context.terminal.result({ ...run, summary }, (out) => {
    printRunOutcome(out, run, summary, hub.address.url);
  });
  if (run.counts.failed > 0) context.exitWith(exitStatuses.modelFailed);
  else if (run.state === 'failed' || run.state === 'cancelled') {
    context.exitWith(exitStatuses.userError);
  }
}

async function showProgress(
  { terminal }: CommandContext,
  hub: HubClient,
  run: RunView,
  signal: AbortSignal,
): Promise<void> {
  const display = createProgressDisplay(terminal.notes, run.name);
  let before: RunProgress['state'] | null = null;
  try {
    for await (const progress of followRun(hub, run.id, signal)) {
      display.show(progress);
      if (progress.state === 'paused' && before !== 'paused') {
        const paused = await hub.runs.get({ id: run.id });
        display.end();
        terminal.notes.line(terminal.notes.paint('yellow', `paused: ${describePause(paused)}`));
      }
      before = progress.state;
    }
  } finally {
    display.end();
  }
}

/** Why a run is paused: the words of what paused it, or what the cause is. */
function describePause({ reason, pause, id }: RunView): string {
  const why = reason ?? (pause ? pauseTexts[pause.cause].title : 'no reason given');
  return pause?.probeAt
    ? `${why} It goes on by itself.`
    : `${why} Resume: patchbay run resume ${id}`;
}
