import type { RunAction } from '@patchbay/core/run/run-action.ts';
import type { Command } from 'commander';
import type { HubClient } from '../api/client.ts';
import { collect } from '../arguments/key-values.ts';
import { readRunId } from '../arguments/run-id.ts';
import type { CommandContext } from '../command-context.ts';
import { type SelectionOptions, toSelection } from '../runs/item-selection.ts';
import { formatCount } from '../terminal/wording.ts';

/** How often it is asked how far the decoding is. */
const pauseMs = 500;

/** `patchbay run decode-again`: reads the stored answers of a run anew, without calling the model. */
export function addRunDecodeAgain(parent: Command, context: CommandContext): void {
  parent
    .command('decode-again')
    .description('read the stored answers of a run anew, without calling the model')
    .argument('<run>', 'the id of the run', readRunId)
    .option('--revision <id>', 'as another revision of the same model')
    .option('--code <code>', 'only the items that failed with this code')
    .option('--item <id>', 'only this item; may be repeated', collect, [])
    .action(async (runId: string, options: SelectionOptions & { readonly revision?: string }) => {
      const hub = await context.connectToHub();
      const action = await hub.runs.decodeAgain({
        id: runId,
        ...toSelection(options),
        ...(options.revision !== undefined && { revisionId: options.revision }),
      });
      const ended = await waitForEnd(hub, action);
      context.terminal.result(ended, (out) => {
        const { state, done, changed, kept } = ended;
        const counts = `${formatCount(done)} read · ${formatCount(changed)} decoded`;
        out.line(`${out.paint('bold', 'decoded again')}  ${state} · ${counts}`);
        for (const { code, count, sample, remedy } of kept) {
          out.line(`  ${formatCount(count)} × ${code}, left as they were: ${sample}`);
          out.line(`    ${out.paint('cyan', '→')} ${remedy}`);
        }
      });
    });
}

async function waitForEnd(hub: HubClient, action: RunAction): Promise<RunAction> {
  let shown: RunAction | undefined = action;
  while (shown?.state === 'open') {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const { items } = await hub.runs.actions({ id: action.runId });
    shown = items.find(({ id }) => id === action.id);
  }
  return shown ?? action;
}
