import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type * as z from 'zod';
import { excerpt } from '../json/excerpt.ts';
import { manifestExamples } from './manifest-examples.ts';
import { correctField } from './manifest-field-correction.ts';
import { failManifest, type OtherFault } from './manifest-problem.ts';
import type { ManifestDocument } from './manifest-yaml.ts';
import { isNear } from './near-name.ts';

/**
 * Turns all that does not fit the schema of a manifest into a message that teaches: the first fault with its
 * correction, then the others in the order of the file.
 */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  document: ManifestDocument,
): Outcome<never> {
  const faults = issues.slice(0, mostFaults).flatMap((issue) => describeIssue(issue, document));
  const meant = new Set(faults.map((fault) => fault.meant));
  // A key that is missing because its name is misspelt is one fault.
  const [first, ...others] = faults
    .filter((fault) => fault.missing === undefined || !meant.has(fault.missing))
    .toSorted(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column);
  if (!first) throw new Error('An error without an issue.');
  const rest = Math.max(issues.length - mostFaults, 0);
  return failManifest({ ...first, corrected: first.correct() }, others, rest);
}

/** A fault, with the field that is missing or that a strange key may mean, as a JSON pointer. */
type SchemaFault = OtherFault & {
  readonly missing?: string;
  readonly meant?: string;
};

/** More issues than this are counted alone. */
const mostFaults = 100;

function describeIssue(issue: z.core.$ZodIssue, document: ManifestDocument): SchemaFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => describeUnknownKey(key, issue.path, document));
  }
  const { wanted, example } = describeField(issue.path);
  const reason = issue.message.replace(/^Invalid (?:input|option): /, '');
  const isMissing = reason.endsWith('received undefined');
  return [
    {
      place: document.locate(issue.path),
      found: `${nameOf(issue.path)} ${isMissing ? 'is missing' : `does not fit: ${excerpt(reason)}`}`,
      wanted,
      correct: () => readCorrection(issue) ?? correctField(issue.path, document.value) ?? example,
      ...(isMissing && { missing: toJsonPointer(issue.path) }),
    },
  ];
}

/** The lines that whoever found a fault has corrected already. */
function readCorrection(issue: z.core.$ZodIssue): string | undefined {
  const corrected: unknown = issue.code === 'custom' ? issue.params?.corrected : undefined;
  return typeof corrected === 'function' ? String(corrected()) : undefined;
}

/** What people write from good sense where the vendor has another word. */
const otherWords = new Map([
  ['ontology.classifications.options.classifications', 'options'],
  ['ontology.tools.options', 'classifications'],
  ['ontology.tools.type', 'tool'],
  ['ontology.classifications.tool', 'type'],
]);

function describeUnknownKey(
  key: string,
  path: readonly PropertyKey[],
  document: ManifestDocument,
): SchemaFault {
  const parent = fieldOf(path);
  const known = Object.keys(manifestExamples)
    .filter((field) => parentOf(field) === parent)
    .map((field) => field.slice(field.lastIndexOf('.') + 1));
  const similar = known.find((name) => isNear(name, key)) ?? otherWords.get(`${parent}.${key}`);
  return {
    place: document.locate([...path, key]),
    found: `there is no key "${excerpt(key)}"${similar ? `; "${similar}" may be meant` : ''}`,
    wanted: `one of ${known.join(', ')}`,
    correct: () =>
      similar ? describeField([...path, similar]).example : `Leave the key "${excerpt(key)}" out.`,
    ...(similar && { meant: toJsonPointer([...path, similar]) }),
  };
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the manifest' : `"${path.map(String).join('.')}"`;
}

/**
 * The path of a field without its places in lists and the names of parameters: `ontology.tools.name`.
 * A question below a tool or an option is a question.
 */
function fieldOf(path: readonly PropertyKey[]): string {
  const segments = path.filter((segment) => typeof segment === 'string');
  const isParameter = segments[0] === parameters && segments[1] === 'properties';
  return (isParameter ? segments.toSpliced(2, 1) : segments)
    .join('.')
    .replace(/^ontology\.tools\.classifications(?=\.)/, questions)
    .replace(/^ontology\.classifications(?:\.options\.options)+(?=\.)/, questions);
}

const parameters = 'inference_params_json_schema';
const questions = 'ontology.classifications';

function parentOf(field: string): string {
  return field.includes('.') ? field.slice(0, field.lastIndexOf('.')) : '';
}

/** What was wanted for a field, or for the nearest one around it that has an example. */
function describeField(path: readonly PropertyKey[]): { wanted: string; example: string } {
  for (let field = fieldOf(path); field !== ''; field = parentOf(field)) {
    const found = manifestExamples[field];
    if (found) return found;
  }
  return { wanted: 'a model.yaml as its page describes it', example: 'name: My custom model' };
}
