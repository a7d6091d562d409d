import { describe, expect, it } from 'vitest';
import { errorCodes, isErrorCode } from './codes.ts';
import { warningCodes } from './warning-codes.ts';

describe.each([
  ['errors', errorCodes],
  ['warnings', warningCodes],
])('the table of %s', (_, table) => {
  it.each(Object.entries(table))('says in a sentence what %s is and what to do', (code, row) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(row.title).toMatch(/^[A-Z].*[^.!]$/);
    expect(row.remedy).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the table of errors', () => {
  it.each(Object.entries(errorCodes))('gives %s a status of a failure', (_, { status }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it('knows its codes, and no others', () => {
    expect(isErrorCode('MODEL_TIMEOUT')).toBe(true);
    expect(isErrorCode('MODEL_TIMEOUTS')).toBe(false);
    expect(isErrorCode('toString')).toBe(false);
  });
});
