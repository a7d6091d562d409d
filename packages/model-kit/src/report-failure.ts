import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/**
 * Gives up on one input with words that the caller shall read, from within `predict`:
 * `reportFailure('The page is blank.')`. Anything else that is thrown is taken for a mistake in the
 * model: it is logged, and the caller reads only where to look.
 * @throws PatchbayError MODEL_REPORTED_FAILURE, always.
 */
export function reportFailure(message: string): never {
  throw new PatchbayError({ code: 'MODEL_REPORTED_FAILURE', message });
}
