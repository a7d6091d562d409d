import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

const codes = new Set(['STORAGE_UNREACHABLE', 'STORAGE_REFUSED']);

/** Whether an error is that of the storage as a whole, so that it is no fault of the file that was wanted. */
export function isStorageTrouble(error: unknown): boolean {
  return error instanceof PatchbayError && codes.has(error.code);
}
