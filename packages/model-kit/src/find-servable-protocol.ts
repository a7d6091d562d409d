import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ServableProtocol } from './servable-protocol.ts';

export function findServableProtocol(id: string): ServableProtocol {
  throw new PatchbayError({
    code: 'INPUT_PROTOCOL_UNKNOWN',
    message: `There is no protocol "${id}".`,
  });
}
