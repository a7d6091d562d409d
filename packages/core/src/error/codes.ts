import { callerErrors } from './caller-errors.ts';
import type { ErrorDefinition } from './error-definition.ts';
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

/** As what a run is paused where calls fail with this code one after another; null where it goes on. */
export function pauseCauseOf(code: ErrorCode): 'endpoint' | 'credentials' | null {
  const definition: ErrorDefinition = errorCodes[code];
  return definition.pauses ?? null;
}

/** The codes of calls for which a run is paused with this cause. */
export function codesThatPause(cause: 'endpoint' | 'credentials'): ErrorCode[] {
  return Object.keys(errorCodes).filter(
    (code): code is ErrorCode => isErrorCode(code) && pauseCauseOf(code) === cause,
  );
}
