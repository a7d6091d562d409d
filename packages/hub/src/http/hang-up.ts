import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyReply } from 'fastify';

/** Aborted when whoever asked has hung up: the model need not go on for nobody. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const hangUp = new AbortController();
  const reason = new PatchbayError({
    code: 'INPUT_INVALID',
    message: 'Whoever asked has hung up.',
  });
  reply.raw.on('close', () => hangUp.abort(reason));
  return hangUp.signal;
}
