import { writeFile } from 'node:fs/promises';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
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
import { createCheckDisplay } from '../check/check-display.ts';
import type { TypedEndpoint } from '../check/check-typed-endpoint.ts';
import { isFailure, writeJunitReport } from '../check/junit-report.ts';
import { printCheckReport } from '../check/print-check-report.ts';
import type { CommandContext } from '../command-context.ts';
import { exitStatuses } from '../exit-status.ts';
import { runWhileWanted } from '../terminal/run-while-wanted.ts';

interface CheckOptions extends CredentialsOptions {
  readonly protocol: string;
  readonly set: readonly string[];
  readonly ontology?: string;
  readonly input?: DataRowType;
  readonly sample: readonly string[];
  readonly param: readonly string[];
  readonly quick?: boolean;
  readonly timeoutMs: number;
  readonly totalMs: number;
  readonly serveImages?: string;
  readonly failOn: 'error' | 'warning';
  readonly verbose?: boolean;
  readonly junit?: string;
}

/** `patchbay check`: calls an endpoint from this machine and tells whether it keeps its contract. */
export function addCheck(parent: Command, context: CommandContext): void {
  const command = parent
    .command('check')
    .description('call an endpoint and tell, rule by rule, whether it keeps its contract')
    .argument('<url>', 'the address of the endpoint')
    .requiredOption('--protocol <id>', 'the contract: foundry, v7, openai-chat')
    .option('--quick', 'two calls at the most, in place of about 25')
    .option('--set <key=value>', 'another setting of the connection; may be repeated', collect, [])
    .option('--ontology <file>', 'the classes that it should answer, as JSON or YAML')
    .addOption(new Option('--input <type>', 'what to ask it about').choices(dataRowTypes))
    .option('--sample <file>', 'ask it about this picture or text, too; repeatable', collect, [])
    .option('--param <key=value>', 'a parameter of the model; may be repeated', collect, [])
    .option('--timeout-ms <n>', 'how long a call may take', readPositiveInteger, 30_000)
    .option('--total-ms <n>', 'how long the check may take', readPositiveInteger, 300_000)
    .option('--serve-images <host:port>', 'offer images here, where it fetches them by address')
    .addOption(
      new Option('--fail-on <severity>', 'from what on the exit status is 2')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--verbose', 'list the rules that were kept, too')
    .option('--junit <file>', 'write the report as JUnit XML, too');
  addCredentialsOptions(command).action(async (url: string, options: CheckOptions) => {
    const report = await runWhileWanted(context, 'The check was stopped.', async (signal) =>
      checkIt(context, await readEndpoint(url, options, context), options, signal),
    );
    if (!report) return;
    const { failOn, junit, verbose: isVerbose = false } = options;
    if (junit !== undefined) await writeFile(junit, writeJunitReport(report, failOn));
    context.terminal.result(report, (out) => printCheckReport(out, report, { isVerbose }));
    const fails = !report.passed || report.findings.some((one) => isFailure(one, failOn));
    if (fails) context.exitWith(exitStatuses.modelFailed);
  });
}

async function readEndpoint(
  url: string,
  options: CheckOptions,
  { environment }: CommandContext,
): Promise<TypedEndpoint> {
  const { protocol, ontology, input, quick, sample, timeoutMs, totalMs } = options;
  const { readSample } = await import('../check/read-sample.ts');
  return {
    url,
    protocol,
    settings: readKeyValues('--set', options.set),
    parameters: readKeyValues('--param', options.param),
    credentials: await readCredentials(options, environment),
    ...(ontology !== undefined && { ontology: await readDocument(ontology, ontologySchema) }),
    ...(input !== undefined && { dataRowTypes: [input] }),
    samples: await Promise.all(sample.map(readSample)),
    depth: quick ? 'quick' : 'full',
    timeoutMs,
    totalMs,
  };
}

/** Loads the calling side here, so that the commands that only talk to a hub start at once. */
async function checkIt(
  { terminal }: CommandContext,
  endpoint: TypedEndpoint,
  { serveImages: address }: CheckOptions,
  signal: AbortSignal,
): Promise<CheckReport> {
  const { checkTypedEndpoint } = await import('../check/check-typed-endpoint.ts');
  const { serveImages } = await import('../check/serve-images.ts');
  const images = address === undefined ? null : await serveImages(address);
  const display = createCheckDisplay(terminal.notes, endpoint.url);
  try {
    return await checkTypedEndpoint({
      ...endpoint,
      ...(images && { offerImage: images.offer }),
      onCall: display.show,
      signal,
    });
  } finally {
    display.end();
    images?.close();
  }
}
