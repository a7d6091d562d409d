import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { type Command, Option } from 'commander';
import {
  addCredentialsOptions,
  type CredentialsOptions,
  readCredentials,
} from '../arguments/credentials.ts';
import { collect, readKeyValues } from '../arguments/key-values.ts';
import { readPositiveInteger } from '../arguments/numbers.ts';
import { readDocument } from '../arguments/read-document.ts';
import { printCheckReport } from '../check/print-check-report.ts';
import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';

interface CheckOptions extends CredentialsOptions {
  readonly protocol: string;
  readonly set: readonly string[];
  readonly ontology?: string;
  readonly input?: DataRowType;
  readonly timeoutMs: number;
}

/** `patchbay check`: calls an endpoint from this machine and tells what it answers. Needs no hub. */
export function addCheck(parent: Command, context: CommandContext): void {
  const command = parent
    .command('check')
    .description('call an endpoint and tell whether it keeps its contract; needs no hub')
    .argument('<url>', 'the address of the endpoint')
    .requiredOption('--protocol <id>', 'the contract: foundry, v7, openai-chat')
    .option('--set <key=value>', 'another setting of the connection; may be repeated', collect, [])
    .option('--ontology <file>', 'the classes that it should answer, as JSON or YAML')
    .addOption(new Option('--input <type>', 'what to ask it about').choices(dataRowTypes))
    .option('--timeout-ms <n>', 'how long a call may take', readPositiveInteger, 30_000);
  addCredentialsOptions(command).action(async (url: string, options: CheckOptions) => {
    const { protocol, ontology, timeoutMs } = options;
    // Loaded here, so that the commands that only talk to a hub start at once.
    const { checkTypedEndpoint } = await import('../check/check-typed-endpoint.ts');
    const report = await checkTypedEndpoint({
      url,
      protocol,
      settings: readKeyValues('--set', options.set),
      credentials: await readCredentials(options, context.environment),
      ontology: ontology === undefined ? undefined : await readDocument(ontology, ontologySchema),
      dataRowType: options.input,
      timeoutMs,
    });
    context.terminal.result(report, (out) => printCheckReport(out, report));
    if (!report.passed) context.exitWith(exitStatuses.modelFailed);
  });
}
