import type { Ontology, Option, Question } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow } from '../model-input.ts';
import { type Asked, listAsked, listNested } from './asked.ts';

/** How the instructions begin; a server of this package takes them off the system prompt by it. */
const beginning = 'Answer with one JSON object and nothing else.';

/** What the content of an answer is: the words of one free text, or JSON with a key for each question. */
export function isPlainText(ontology: Ontology): boolean {
  const { tools, classifications } = ontology;
  if (tools.length > 0 || classifications.length > 1) return false;
  return classifications.every((feature) => feature.kind === 'free_text');
}

/** Tells a model in words to answer the questions of an ontology as JSON; null where plain text is wanted. */
export function writeInstructions(ontology: Ontology, rowType: AnsweredRow['type']): string | null {
  if (isPlainText(ontology)) return null;
  const asked = listAsked(ontology, rowType);
  const hasQuotes = asked.some(({ feature }) => feature.kind === 'entity');
  return [
    beginning,
    'Its keys and their values are:',
    ...asked.flatMap((one) => describe(one, '')),
    ...(hasQuotes ? quoteRules : []),
    'Leave out a key that you cannot answer, or answer null.',
  ].join('\n');
}

const quoteRules = [
  'In each object "quote" holds words of the text, copied exactly as they stand there.',
  'Where these words stand at several places and you mean one of them, "before" and "after" hold a few words right before and right behind that place, copied exactly. Without them all places are meant.',
];

/** The line of one question, and below it, indented, those of the questions that depend on its answer. */
function describe({ key, feature }: Asked, indent: string): string[] {
  const line = (form: string) => {
    const more = 'instructions' in feature ? feature.instructions?.trim() : undefined;
    return `${indent}- ${JSON.stringify(key)}: ${form}.${more ? ` ${more}` : ''}`;
  };
  if (feature.kind === 'entity') {
    const below = listNested(feature.classifications);
    const answers = below.length > 0 ? ', "answers": {…}' : '';
    const form = `an array with an object {"quote": "…", "before": "…", "after": "…"${answers}} for each place`;
    return [line(form), ...describeAnswers('In "answers":', below, indent)];
  }
  if (!('options' in feature)) return [line('a string')];
  const dependent = feature.options.flatMap((option) => describeDependent(option, indent));
  return [line(describeChoice(feature)), ...dependent];
}

function describeChoice({ kind, options }: Extract<Question, { options: unknown }>): string {
  const values = options.map((option) => JSON.stringify(option.value)).join(', ');
  return kind === 'radio'
    ? `exactly one of the strings ${values}`
    : `an array of none, some or all of the strings ${values}`;
}

/** What is asked where an option is chosen; the option then is an object with the answers. */
function describeDependent({ value, classifications }: Option, indent: string): string[] {
  const name = JSON.stringify(value);
  const heading = `In place of ${name} give {"option": ${name}, "answers": {…}} with:`;
  return describeAnswers(heading, listNested(classifications), indent);
}

function describeAnswers(heading: string, asked: readonly Asked[], indent: string): string[] {
  if (asked.length === 0) return [];
  return [`${indent}  ${heading}`, ...asked.flatMap((one) => describe(one, `${indent}  `))];
}

/** The system prompt without the instructions that {@link writeInstructions} put behind it. */
export function removeInstructions(system: string): string {
  const start = system.lastIndexOf(beginning);
  return start === -1 ? system : system.slice(0, start).trimEnd();
}
