import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { type Command, Option } from 'commander';
import { collect } from '../arguments/key-values.ts';
import { readPositiveInteger, readPositiveNumber } from '../arguments/numbers.ts';

/** The options that say what a model is and how it may be called; its name and its contract are not among them. */
export function addConfigurationOptions(command: Command): Command {
  return command
    .option('--url <url>', 'the address of the endpoint')
    .option('--set <key=value>', 'another setting of the connection; may be repeated', collect, [])
    .option('--description <text>', 'what it is for')
    .option('--ontology <file>', 'its classes, as JSON or YAML')
    .option('--parameters-schema <file>', 'JSON Schema of its parameters, as JSON or YAML')
    .addOption(new Option('--input <type...>', 'what it takes').choices(dataRowTypes))
    .option('--frames-per-second <n>', 'frames of a video that it is given', readPositiveNumber)
    .option('--every-nth-frame <n>', 'or every nth of them', readPositiveInteger)
    .option('--maximum-frames <n>', 'frames of a video at most', readPositiveInteger)
    .option('--requests-per-second <n>', 'how often it may be called', readPositiveNumber)
    .option('--concurrency <n>', 'how many calls at once', readPositiveInteger)
    .option('--timeout-ms <n>', 'how long a call may take', readPositiveInteger);
}
