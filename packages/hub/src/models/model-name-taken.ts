import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Two models of an organisation cannot have one name. */
export function modelNameTaken(name: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_NAME_TAKEN',
    message: `There is already a model "${name}".`,
    details: { name },
  });
}
