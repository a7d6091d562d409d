import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';

/** What is asked of a run cannot be done in its state. */
export function stateConflict(state: RunState, wanted: string): PatchbayError {
  return new PatchbayError({
    code: 'RUN_STATE_CONFLICT',
    message: `The run is ${state}; it cannot be ${wanted}.`,
    details: { state },
  });
}
