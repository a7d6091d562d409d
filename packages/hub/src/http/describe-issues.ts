import type { SchemaIssue } from '@orpc/contract';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';

/** Enough to correct a request by; a list of hundreds helps nobody. */
const shownIssues = 5;

/** What a schema did not like, as INPUT_INVALID whose message names each field and what was wanted. */
export function describeIssues(issues: readonly SchemaIssue[]): Problem {
  const shown = issues.slice(0, shownIssues).map((issue) => ({
    path: toJsonPointer(keysOf(issue)),
    field: nameField(keysOf(issue)),
    message: issue.message,
  }));
  const rest = issues.length - shown.length;
  const sentences = shown.map(({ field, message }) => (field ? `${field}: ${message}` : message));
  return {
    code: 'INPUT_INVALID',
    message: sentences.join('; ') + (rest > 0 ? `; and ${rest} more` : ''),
    details: { issues: shown.map(({ path, message }) => ({ path, message })) },
  };
}

function keysOf(issue: SchemaIssue): PropertyKey[] {
  return (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
}

/** The way a person writes a path: `ontology.tools[2].name`. */
function nameField(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
