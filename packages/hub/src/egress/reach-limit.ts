import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../access/principal.ts';

/** So many in a row are let through: far more than anybody registers by hand. */
const mostAtOnce = 120;

/** And one more in each such time, in milliseconds: a script that registers models goes on at this pace. */
const oneMoreMs = 1000;

/** Who asked least lately is forgotten beyond so many: nothing of theirs is used up any more. */
const mostRemembered = 10_000;

export type ReachLimit = ReturnType<typeof createReachLimit>;

/**
 * Limits how often one principal has the hub reach for addresses of their choice, by saving or checking an
 * endpoint, or by asking about an image at an address: whoever would find out by it what listens in a network is slow at it. `now` is in milliseconds.
 */
export function createReachLimit(now: () => number = () => performance.now()) {
  /** When what each has used up will be given back. */
  const restedAt = new Map<string, number>();

  return {
    /**
     * Returns what gives it back, for where an address turned out to be one that anybody may reach for.
     * @throws PatchbayError INPUT_TOO_OFTEN with `retryAfterSeconds`
     */
    spend({ actor }: Pick<Principal, 'actor'>): () => void {
      const next = Math.max(restedAt.get(actor) ?? 0, now()) + oneMoreMs;
      const waitMs = next - now() - mostAtOnce * oneMoreMs;
      if (waitMs > 0) throw tooOften(Math.ceil(waitMs / 1000));
      restedAt.delete(actor);
      restedAt.set(actor, next);
      const [oldest] = restedAt.keys();
      if (restedAt.size > mostRemembered && oldest !== undefined) restedAt.delete(oldest);
      return () => {
        const used = restedAt.get(actor);
        if (used !== undefined) restedAt.set(actor, used - oneMoreMs);
      };
    },
  };
}

function tooOften(retryAfterSeconds: number): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_TOO_OFTEN',
    message: `Addresses were saved, checked or tried more than ${mostAtOnce} times in a row. Go on in ${retryAfterSeconds} s, at most once a second.`,
    details: { retryAfterSeconds },
  });
}
