import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type * as z from 'zod';
import { excerpt } from '../json/excerpt.ts';
import { manifestExamples } from './manifest-examples.ts';
import { failManifest } from './manifest-problem.ts';
import type { ManifestDocument } from './manifest-yaml.ts';

/** Turns what does not fit the schema of a manifest into a message that teaches. */
export function explainIssue(issue: z.core.$ZodIssue, document: ManifestDocument): Outcome<never> {
  if (issue.code === 'unrecognized_keys') return explainUnknownKey(issue, document);
  const { wanted, example } = describeField(issue.path);
  const reason = issue.message.replace(/^Invalid (?:input|option): /, '');
  const isMissing = reason.endsWith('received undefined');
  return failManifest({
    place: document.locate(issue.path),
    found: `${nameOf(issue.path)} ${isMissing ? 'is missing' : `does not fit: ${excerpt(reason)}`}`,
    wanted,
    corrected: example,
  });
}

/** What people write from good sense where the vendor has another word. */
const otherWords = new Map([
  ['ontology.classifications.options.classifications', 'options'],
  ['ontology.tools.options', 'classifications'],
  ['ontology.tools.type', 'tool'],
  ['ontology.classifications.tool', 'type'],
]);

function explainUnknownKey(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  document: ManifestDocument,
): Outcome<never> {
  const key = issue.keys[0] ?? '';
  const parent = fieldOf(issue.path);
  const known = Object.keys(manifestExamples)
    .filter((field) => parentOf(field) === parent)
    .map((field) => field.slice(field.lastIndexOf('.') + 1));
  const similar =
    known.find((name) => simplify(name) === simplify(key) || isClose(name, key)) ??
    otherWords.get(`${parent}.${key}`);
  return failManifest({
    place: document.locate([...issue.path, key]),
    found: `there is no key "${excerpt(key)}"${similar ? `; "${similar}" may be meant` : ''}`,
    wanted: `one of ${known.join(', ')}`,
    corrected: similar
      ? describeField([...issue.path, similar]).example
      : `Leave the key "${excerpt(key)}" out.`,
  });
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

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Whether two names differ by one letter more, less, other or exchanged. */
function isClose(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return isSwapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}
