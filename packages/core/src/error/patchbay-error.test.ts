import { describe, expect, it } from 'vitest';
import { PatchbayError } from './patchbay-error.ts';
import { problemSchema } from './problem.ts';

describe('an error of Patchbay', () => {
  it('has the status of its code', () => {
    expect(new PatchbayError({ code: 'INPUT_NOT_FOUND', message: 'No model x.' }).status).toBe(404);
    expect(new PatchbayError({ code: 'MODEL_TIMEOUT', message: 'Too late.' }).status).toBe(504);
  });

  it('is an Error with its message, its name and its cause', () => {
    const cause = new Error('socket hang up');
    const error = new PatchbayError({ code: 'MODEL_CONNECTION_LOST', message: 'Closed.', cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PatchbayError', message: 'Closed.', cause });
  });

  it('becomes plain data that the schema of problems takes, without its cause', () => {
    const problem = { code: 'INTERNAL', message: 'Odd.', details: { table: 'runs' } } as const;
    const error = new PatchbayError({ ...problem, cause: new Error('secret') });
    expect(error.toProblem()).toEqual(problem);
    expect(problemSchema.parse(error.toProblem())).toEqual(problem);
  });

  it('without details has none as data either', () => {
    const problem = { code: 'INTERNAL', message: 'Odd.' } as const;
    expect(Object.keys(new PatchbayError(problem).toProblem())).toEqual(['code', 'message']);
  });
});

describe('the schema of problems', () => {
  it('takes no code beyond the table', () => {
    expect(problemSchema.safeParse({ code: 'TOO_BAD', message: 'x' }).success).toBe(false);
  });
});
