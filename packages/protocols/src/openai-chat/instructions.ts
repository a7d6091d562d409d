import type { Classification, Ontology } from '@patchbay/core/ontology/ontology.ts';
import { isAnsweredKind } from '../answer/classification-answer.ts';

/** How the instructions begin; a server of this package takes them off the system prompt by it. */
const beginning = 'Answer with one JSON object and nothing else.';

/** What the content of an answer is: the words of one free text, or JSON with a key for each question. */
export function isPlainText(ontology: Ontology): boolean {
  const { tools, classifications } = ontology;
  if (tools.length > 0 || classifications.length > 1) return false;
  return classifications.every((feature) => feature.kind === 'free_text');
}

/** Tells a model in words to answer the questions of an ontology as JSON; null where plain text is wanted. */
export function writeInstructions(ontology: Ontology): string | null {
  if (isPlainText(ontology)) return null;
  return [
    beginning,
    'Its keys and their values are:',
    ...ontology.classifications.filter(({ kind }) => isAnsweredKind(kind)).map(describeQuestion),
    'Leave out a key that you cannot answer.',
  ].join('\n');
}

function describeQuestion(feature: Classification): string {
  const question = feature.instructions ? ` ${feature.instructions.trim()}` : '';
  return `- ${JSON.stringify(feature.name)}: ${describeForm(feature)}.${question}`;
}

function describeForm(feature: Classification): string {
  if (!('options' in feature)) return 'a string';
  const options = feature.options.map((option) => JSON.stringify(option.value)).join(', ');
  return feature.kind === 'radio'
    ? `exactly one of the strings ${options}`
    : `an array of none, some or all of the strings ${options}`;
}

/** The system prompt without the instructions that {@link writeInstructions} put behind it. */
export function removeInstructions(system: string): string {
  const start = system.lastIndexOf(beginning);
  return start === -1 ? system : system.slice(0, start).trimEnd();
}
