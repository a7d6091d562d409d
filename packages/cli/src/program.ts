import { Command, type OutputConfiguration } from 'commander';
import packageManifest from '../package.json' with { type: 'json' };
import type { CommandContext } from './command-context.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addDatasetImport } from './commands/dataset-import.ts';
import { addDatasetList } from './commands/dataset-list.ts';
import { addDemo } from './commands/demo.ts';
import { addEgressAllow } from './commands/egress-allow.ts';
import { addEgressForbid } from './commands/egress-forbid.ts';
import { addEgressList } from './commands/egress-list.ts';
import { addExport } from './commands/export.ts';
import { addKeyCreate } from './commands/key-create.ts';
import { addKeyList } from './commands/key-list.ts';
import { addKeyRevoke } from './commands/key-revoke.ts';
import { addModelAdd } from './commands/model-add.ts';
import { addModelList } from './commands/model-list.ts';
import { addModelRemove } from './commands/model-remove.ts';
import { addModelRevise } from './commands/model-revise.ts';
import { addModelShow } from './commands/model-show.ts';
import { addRestore } from './commands/restore.ts';
import { addRotateKey } from './commands/rotate-key.ts';
import { addRunCancel } from './commands/run-cancel.ts';
import { addRunDecodeAgain } from './commands/run-decode-again.ts';
import { addRunFailures } from './commands/run-failures.ts';
import { addRunIgnore } from './commands/run-ignore.ts';
import { addRunItem } from './commands/run-item.ts';
import { addRunItems } from './commands/run-items.ts';
import { addRunList } from './commands/run-list.ts';
import { addRunPause } from './commands/run-pause.ts';
import { addRunResume } from './commands/run-resume.ts';
import { addRunRetry } from './commands/run-retry.ts';
import { addRunStart } from './commands/run-start.ts';
import { addRunStatus } from './commands/run-status.ts';
import { addServe } from './commands/serve.ts';
import { addSignInLink } from './commands/sign-in-link.ts';
import { addWorker } from './commands/worker.ts';
import type { Terminal } from './terminal/terminal.ts';

const environmentHelp = `
Environment:
  PATCHBAY_URL      where the hub answers (default: as the hub wrote into its data folder)
  PATCHBAY_API_KEY  the key to show it (default, for a hub on this machine: the file api-key
                    in the data folder)
  PATCHBAY_DATA     the data folder
  NO_COLOR          no colour

Exit status: 0 done, 1 user error, 2 the model failed, 3 the hub is unreachable.`;

/** All commands of `patchbay`. Errors are thrown, not printed; help is printed. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('patchbay')
    .description('Plug your own models into data labelling.')
    .version(tellVersion(context.terminal), '--version', 'the version of patchbay')
    .option('--json', 'the result as JSON on standard output, all else on standard error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputTo(context.terminal))
    .addHelpText('after', environmentHelp)
    .exitOverride();

  addServe(program, context);
  addWorker(program, context);
  addDemo(program, context);
  addCheck(program, context);

  const model = program.command('model').description('register and look at models');
  addModelAdd(model, context);
  addModelList(model, context);
  addModelShow(model, context);
  addModelRevise(model, context);
  addModelRemove(model, context);

  const dataset = program.command('dataset').description('import and look at datasets');
  addDatasetImport(dataset, context);
  addDatasetList(dataset, context);

  const run = program.command('run').description('run models over datasets');
  addRunStart(run, context);
  addRunStatus(run, context);
  addRunPause(run, context);
  addRunResume(run, context);
  addRunCancel(run, context);
  addRunFailures(run, context);
  addRunRetry(run, context);
  addRunIgnore(run, context);
  addRunDecodeAgain(run, context);
  addRunItem(run, context);
  addRunList(run, context);
  addRunItems(run, context);

  addExport(program, context);
  addAccess(program, context);
  addBackup(program, context);
  addRestore(program, context);
  addRotateKey(program, context);
  return program;
}

/** Who may do what: the organisation's own house. */
function addAccess(program: Command, context: CommandContext): void {
  const egress = program
    .command('egress')
    .description('say which private addresses models may have');
  addEgressList(egress, context);
  addEgressAllow(egress, context);
  addEgressForbid(egress, context);

  const key = program.command('key').description('make and revoke API keys');
  addKeyCreate(key, context);
  addKeyList(key, context);
  addKeyRevoke(key, context);

  addAudit(program, context);
  addSignInLink(program, context);
}

/** The version, in the form in which results are wanted. */
function tellVersion({ json }: Terminal): string {
  const { version } = packageManifest;
  return json ? JSON.stringify({ version }) : version;
}

/** Help goes where results go; errors are thrown, and printed by whoever catches them. */
function outputTo({ out, notes }: Terminal): OutputConfiguration {
  return {
    writeOut: (text) => out.write(text),
    writeErr: (text) => notes.write(text),
    getOutHelpWidth: () => out.columns,
    getErrHelpWidth: () => notes.columns,
    outputError: () => {},
  };
}
