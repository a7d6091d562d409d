import type { RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import type { HubClient } from '../api/client.ts';
import { followRun } from '../runs/follow-run.ts';
import { createProgressDisplay } from '../runs/progress-display.ts';
import type { Output } from '../terminal/terminal.ts';

/** A run of the demo that has ended, and what it found. */
export interface DemoRun {
  readonly run: RunView;
  readonly summary: RunSummary;
}

/** Runs one model over one dataset and shows the progress. */
export async function runDemoModel(
  hub: HubClient,
  notes: Output,
  title: string,
  ids: { readonly modelId: string; readonly datasetId: string },
): Promise<DemoRun> {
  const { id } = await hub.runs.start(ids);
  const display = createProgressDisplay(notes, title);
  try {
    for await (const progress of followRun(hub, id, new AbortController().signal)) {
      display.show(progress);
    }
  } finally {
    display.end();
  }
  const [run, summary] = await Promise.all([hub.runs.get({ id }), hub.runs.summary({ id })]);
  return { run, summary };
}
