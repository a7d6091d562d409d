import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Said of a model that is not there, or not any more. */
export function modelNotFound(id: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no model ${id}.` });
}
