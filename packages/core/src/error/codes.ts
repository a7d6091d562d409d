import { callerErrors } from './caller-errors.ts';
import { hubErrors } from './hub-errors.ts';
import { modelErrors } from './model-errors.ts';

/**
 * Every error of Patchbay. The prefix says whose fault it is: `INPUT_` and `MANIFEST_` the user's,
 * `MODEL_` the endpoint's, `RUN_` a conflict with the state of a run, `AUTH_` the caller's rights,
 * `URL_` an address that may not be called, `STORAGE_` and `SECRET_` the hub's own keeping, `INTERNAL` ours.
 * A code is never reused for another meaning. `docs/errors.md` is written from this table.
 */
export const errorCodes = { ...callerErrors, ...modelErrors, ...hubErrors };

/** The code of an error: a key of the table. */
export type ErrorCode = keyof typeof errorCodes;

/** Whether a string is the code of an error. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
