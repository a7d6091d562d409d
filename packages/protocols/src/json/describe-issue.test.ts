import { expect, test } from 'vitest';
import * as z from 'zod';
import { checkShape } from './check-shape.ts';

const box = z.tuple([z.number(), z.number()]).describe('[left, top]');
const shape = z.object({
  box: box.optional(),
  path: z.array(z.number()).min(2).optional(),
  words: z.array(z.string()).max(1, 'one word was asked for').optional(),
  mode: z.enum(['a', 'b']).optional(),
  count: z.int().optional(),
});

test.each([
  ['a list for an object', shape, [1], 'an object was wanted. It is a list'],
  ['a number for a list', shape, { box: 0 }, 'At /box it does not fit: a list was wanted. It is 0'],
  [
    'too many',
    box,
    [1, 2, 3],
    'it has 3 items; 2 are the most. It is a list. The form is [left, top].',
  ],
  ['too few', shape, { path: [1] }, 'it has 1 items; 2 are the least'],
  ['too many, in words of the schema', shape, { words: ['a', 'b'] }, 'one word was asked for'],
  ['a missing value', z.object({ x: z.number() }), {}, 'it is missing; a number was wanted.'],
  ['no such option', shape, { mode: 'c' }, 'expected one of "a"|"b". It is "c"'],
  ['half a thing', shape, { count: 1.5 }, 'a whole number was wanted. It is 1.5'],
])('%s is told in words of people', (_, schema: z.ZodType, value, words) => {
  const checked = checkShape(schema, value);
  expect(!checked.ok && checked.problem.message).toContain(words);
});
