import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';
import { startDemoHub } from './demo-hub.ts';
import { startDemoModels } from './demo-models.ts';
import { isSound } from './demo-result.ts';
import { printDemoResult } from './print-demo-result.ts';
import { createStepDisplay } from './step-display.ts';
import { tellDemo } from './tell-demo.ts';
import { untilStopped } from './until-stopped.ts';

/** How the demo is wanted. */
export interface DemoSettings {
  readonly port: number;
  /** Whether the hub stays until Ctrl-C, so that the web page can be looked at. */
  readonly staysOpen: boolean;
}

/** The whole product in a minute: models, hub, datasets, runs, and what was found. */
export async function runDemo(context: CommandContext, settings: DemoSettings): Promise<void> {
  const { terminal } = context;
  const stopped = untilStopped();
  const showStep = createStepDisplay(terminal.notes);
  const models = await showStep('models', startDemoModels, ({ list }) =>
    list.map(({ newModel }) => `${newModel.name} (${newModel.protocol})`).join(', '),
  );
  try {
    const hub = await showStep(
      'hub',
      () => startDemoHub(settings.port, models.hosts),
      ({ client }) => `${client.address.url} with a PostgreSQL of its own`,
    );
    try {
      const story = tellDemo(terminal.notes, hub.client, models.list, showStep);
      const results = await Promise.race([story, stopped]);
      if (!results) return context.exitWith(exitStatuses.interrupted);
      const page = await hub.createSignInLink();
      terminal.result({ page, models: results }, (out) => {
        printDemoResult(out, results);
        if (settings.staysOpen) out.line(`\nLook at it: ${out.paint(['bold', 'cyan'], page)}`);
      });
      if (!results.every(isSound)) context.exitWith(exitStatuses.modelFailed);
      if (!settings.staysOpen) return;
      terminal.notes.line('The link works once, within a quarter of an hour.');
      terminal.notes.line('Ctrl-C stops the demo and removes all that it made.');
      await stopped;
    } finally {
      await hub.stop();
    }
  } finally {
    await models.stop();
  }
}
