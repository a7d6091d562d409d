import type * as z from 'zod';

/** What a schema wants, in words that people use. */
const wantedWords: { readonly [expected: string]: string } = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
  tuple: 'a list',
};

/**
 * Why a value does not fit its schema, in words for those who have never seen the schema. `value` is what
 * stands at the place of the issue.
 */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = wantedWords[issue.expected];
      if (value === undefined) {
        return wanted === undefined ? 'it is missing' : `it is missing; ${wanted} was wanted`;
      }
      return `${wanted ?? issue.expected} was wanted`;
    }
    case 'too_big':
      return describeLength(issue.message, value, `${issue.maximum} are the most`);
    case 'too_small':
      return describeLength(issue.message, value, `${issue.minimum} are the least`);
    default:
      return issue.message.replace(/^Invalid (?:input|option): /, '');
  }
}

/** The schema's own words, where it has some. */
function describeLength(message: string, value: unknown, limit: string): string {
  const isTheirs = message.startsWith('Too ');
  return isTheirs && Array.isArray(value) ? `it has ${value.length} items; ${limit}` : message;
}
