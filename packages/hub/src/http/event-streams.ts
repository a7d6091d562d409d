import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../access/principal.ts';
import { principalOf } from './authenticate.ts';

/** What holds of answers that go on for as long as somebody listens. */
interface StreamLimits {
  /** Open at once for one key or one person. */
  readonly mostPerActor: number;
  /** So often it is looked whether they may still listen: within a minute they may not any more. */
  readonly checkMs: number;
  /** Whoever takes nothing for so long is not written to any more. They may come back. */
  readonly stallMs: number;
}

const usualLimits: StreamLimits = { mostPerActor: 200, checkMs: 20_000, stallMs: 120_000 };

export type EventStreams = ReturnType<typeof createEventStreams>;

/** Watches over the streams of events that are open. */
export function createEventStreams({ mostPerActor, checkMs, stallMs } = usualLimits) {
  const open = new Map<string, number>();

  return {
    /**
     * Lets an answer be a stream: its connection is cut when nobody reads, and when the key or the
     * session with which it was asked for has ended, or may do less than it might.
     * @throws PatchbayError INPUT_TOO_OFTEN
     */
    open(request: FastifyRequest, { raw }: FastifyReply): void {
      const { actor } = principalOf(request);
      const count = open.get(actor) ?? 0;
      if (count >= mostPerActor) throw tooMany(mostPerActor);
      open.set(actor, count + 1);
      raw.setTimeout(stallMs, () => raw.destroy());
      const timer = setInterval(async () => {
        if (!(await mayStillListen(request))) raw.destroy();
      }, checkMs).unref();
      raw.once('close', () => {
        clearInterval(timer);
        const left = (open.get(actor) ?? 1) - 1;
        if (left > 0) open.set(actor, left);
        else open.delete(actor);
      });
    },
  };
}

async function mayStillListen(request: FastifyRequest): Promise<boolean> {
  const before = principalOf(request);
  const now: Caller | null = await request.authenticateAgain().catch((error: unknown) => {
    // A database that is away for a moment ends nothing.
    return error instanceof PatchbayError && error.status < 500 ? null : before;
  });
  return (
    now !== null &&
    now.organisationId === before.organisationId &&
    [...before.permissions].every((permission) => now.permissions.has(permission))
  );
}

function tooMany(most: number): PatchbayError {
  const retryAfterSeconds = 15;
  return new PatchbayError({
    code: 'INPUT_TOO_OFTEN',
    message: `${most} streams of events are open for this key or person already. Close some, and try again in ${retryAfterSeconds} seconds.`,
    details: { retryAfterSeconds },
  });
}
