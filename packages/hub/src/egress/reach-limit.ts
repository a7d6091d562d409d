import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../access/principal.ts';

/** How often something may be done. */
interface Pace {
  /** So many in a row are let through. */
  readonly mostAtOnce: number;
  /** And one more in each such time, in milliseconds. */
  readonly oneMoreMs: number;
  /** What was done too often, as the beginning of a sentence. */
  readonly what: string;
}

/** Far more than anybody registers by hand, and the pace at which a script that registers models goes on. */
const reaching: Pace = {
  mostAtOnce: 120,
  oneMoreMs: 1000,
  what: 'Addresses were saved, checked or tried',
};

/** Reading a manifest may hold up the hub for half a second: one in each two seconds leaves it most of its time. */
const reading: Pace = { mostAtOnce: 20, oneMoreMs: 2000, what: 'Manifests were read' };

/** Who asked least lately is forgotten beyond so many: nothing of theirs is used up any more. */
const mostRemembered = 10_000;

export type ReachLimit = ReturnType<typeof createReachLimit>;

/**
 * Limits how often one principal has the hub reach for addresses of their choice, by saving or checking an
 * endpoint, or by asking about an image at an address: whoever would find out by it what listens in a network is slow at it. `now` is in milliseconds.
 */
export function createReachLimit(now?: () => number) {
  return createLimit(reaching, now);
}

/** Limits how often one principal has manifests read that are registered nowhere. */
export function createReadingLimit(now?: () => number) {
  return createLimit(reading, now);
}

function createLimit(pace: Pace, now: () => number = () => performance.now()) {
  const { mostAtOnce, oneMoreMs } = pace;
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
      if (waitMs > 0) throw tooOften(pace, Math.ceil(waitMs / 1000));
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

function tooOften({ what, mostAtOnce, oneMoreMs }: Pace, retryAfterSeconds: number): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_TOO_OFTEN',
    message: `${what} more than ${mostAtOnce} times in a row. Go on in ${retryAfterSeconds} s, at most once in ${oneMoreMs / 1000} s.`,
    details: { retryAfterSeconds },
  });
}
