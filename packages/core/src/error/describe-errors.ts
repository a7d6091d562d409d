import { type ErrorCode, errorCodes } from './codes.ts';
import type { ErrorDefinition } from './error-definition.ts';
import { warningCodes } from './warning-codes.ts';

type PrefixOf<Code> = Code extends `${infer Prefix}_${string}` ? Prefix : Code;
type ErrorPrefix = PrefixOf<ErrorCode>;

/** Whose fault it is, by the first word of the code, in the order of the page. */
const groups: { readonly [Prefix in ErrorPrefix]: { title: string; about: string } } = {
  INPUT: {
    title: 'What was asked',
    about: 'The request, a file or a choice in it is wrong. The one who asked can put it right.',
  },
  MANIFEST: {
    title: 'The manifest',
    about: 'A `model.yaml` cannot be read. The message names the line.',
  },
  AUTH: { title: 'Rights', about: 'The caller of the hub is not known, or may not do this.' },
  URL: { title: 'Addresses', about: 'An address may not be called, whoever asks for it.' },
  MODEL: {
    title: 'The model',
    about:
      'The endpoint could not be reached, or its answer could not be read. The item fails with this code and the run goes on.',
  },
  RUN: { title: 'Runs', about: 'The state of a run does not allow it.' },
  STORAGE: {
    title: 'What the hub keeps',
    about: 'A file or a folder of the hub is not as it was left.',
  },
  SECRET: { title: 'Secrets', about: 'What is sealed cannot be opened.' },
  HUB: { title: 'The way to the hub', about: 'The command line could not speak with the hub.' },
  INTERNAL: { title: 'Patchbay itself', about: 'A mistake of ours.' },
};

/** The page `docs/errors.md`, written from the tables of errors and warnings. */
export function describeErrors(): string {
  return [
    ...introduction,
    ...Object.entries(groups).flatMap(([prefix, { title, about }]) => [
      `## ${title}`,
      about,
      ...Object.entries<ErrorDefinition>(errorCodes)
        .filter(([code]) => code === prefix || code.startsWith(`${prefix}_`))
        .map(([code, definition]) => describeError(code, definition)),
    ]),
    ...warningsIntroduction,
    ...Object.entries(warningCodes).map(
      ([code, { title, remedy }]) => `### ${code}\n\n**${title}.**\n\n${remedy}`,
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function describeError(
  code: string,
  { title, status, retryable, pauses, remedy }: ErrorDefinition,
): string {
  const attempts = retryable ? 'tried again by itself' : 'not tried again';
  const pause = pauses ? '; many in a row pause the run' : '';
  return `### ${code}\n\n**${title}.** Status ${status}, ${attempts}${pause}.\n\n${remedy}`;
}

const introduction = [
  '# Errors and warnings',
  "<!-- Written from the tables in packages/core/src/error. Change those, then: npm exec -c 'node scripts/write-errors-page.ts' -->",
  'Every error has a code, a message that says what happened and where, and a remedy. The first word of the code says whose fault it is. A code never changes its meaning.',
  'The status is the one with which the API of the hub answers when a request ends in the error. *Tried again by itself* means that a run calls the model again, with growing pauses, before the item fails with this code. All failed items of a run can be retried by hand.',
];

const warningsIntroduction = [
  '## Warnings',
  'A warning stands beside a prediction that was read leniently: its meaning was certain, its form was not as the contract wants it. The prediction is kept. Each warning points to its place in the answer of the model.',
];
