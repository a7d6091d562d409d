import type { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Whether a secret did not open: the fault of no item, and mended by entering it again, or with another key. */
export function isSecretTrouble({ code }: PatchbayError): boolean {
  return code === 'SECRET_UNREADABLE';
}
