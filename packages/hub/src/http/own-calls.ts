import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance } from 'fastify';

/**
 * Refuses calls that this hub made itself: a model or an image whose address leads back here, by
 * whatever way around, would call it without end. Every outgoing call carries the mark.
 */
export function registerOwnCalls(app: FastifyInstance, loopMark: string): void {
  app.addHook('onRequest', async (request) => {
    if (request.headers['patchbay-loop'] !== loopMark) return;
    throw new PatchbayError({
      code: 'URL_BLOCKED',
      message: 'The address leads back to this hub itself; give the address of the model.',
    });
  });
}
