import { parseAddress } from '@patchbay/connect/egress/address-ranges.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Visitor } from './visitor.ts';

/** Failures that are let pass within a time, and for how long nobody is let try once there were more. */
export interface AttemptLimits {
  /** For one account from one address. */
  readonly account: number;
  /** For one account from wherever. */
  readonly everywhere: number;
  /** For one address, whatever it tries. */
  readonly address: number;
  readonly windowSeconds: number;
  /** API keys that are refused to one address in a minute, before it is asked to wait. */
  readonly keysPerMinute: number;
}

export const usualAttemptLimits: AttemptLimits = {
  account: 10,
  everywhere: 100,
  address: 100,
  windowSeconds: 15 * 60,
  keysPerMinute: 300,
};

export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Counts failed attempts to come in, in memory: with a restart it begins anew. An attempt is counted before
 * it is judged, so that many at once are not let by, and given back where it succeeds.
 */
export function createAttempts(limits: AttemptLimits = usualAttemptLimits) {
  const counter = (points: number) =>
    new RateLimiterMemory({ points, duration: limits.windowSeconds });
  const byAccount = counter(limits.account);
  const everywhere = counter(limits.everywhere);
  const byAddress = counter(limits.address);
  const comingBack = counter(limits.address);
  const keys = new RateLimiterMemory({ points: limits.keysPerMinute, duration: 60 });

  return {
    /**
     * Counts an attempt on an account; returns what gives it back.
     * @throws PatchbayError AUTH_TOO_MANY_ATTEMPTS
     */
    async begin(account: string, visitor: Visitor): Promise<() => Promise<void>> {
      const address = placeOf(visitor);
      const counted = [
        [byAddress, address],
        [byAccount, `${account} ${address}`],
        [everywhere, account],
      ] as const;
      for (const [limiter, key] of counted) await consume(limiter, key);
      return async () => {
        await Promise.all(counted.map(([limiter, key]) => limiter.reward(key, 1)));
      };
    },

    /** Counts something that was refused, such as a link that is not known. @throws PatchbayError AUTH_TOO_MANY_ATTEMPTS */
    refused: (visitor: Pick<Visitor, 'address'>) => consume(byAddress, placeOf(visitor)),

    /**
     * Counts a way back from a sign-in service that led nowhere. Apart from the others: any page on the web can
     * send a browser that way, and nobody at its address shall be kept from signing in for that. @throws as `refused`
     */
    comingBackRefused: (visitor: Pick<Visitor, 'address'>) => consume(comingBack, placeOf(visitor)),

    /** Counts an API key that was refused. One that is good is let in, whatever others did. @throws as `refused` */
    keyRefused: (visitor: Pick<Visitor, 'address'>) => consume(keys, placeOf(visitor)),
  };
}

/** From where somebody asks: of IPv6 the network, since whoever has one address there has 2^64 of them. */
function placeOf({ address }: Pick<Visitor, 'address'>): string {
  const parsed = parseAddress(address);
  if (parsed?.kind() !== 'ipv6' || parsed.range() === 'ipv4Mapped') return address;
  return parsed.toByteArray().slice(0, 8).join('.');
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key, 1);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
    throw new PatchbayError({
      code: 'AUTH_TOO_MANY_ATTEMPTS',
      message: `There were too many failed attempts. Try again in ${describeWait(retryAfterSeconds)}.`,
      details: { retryAfterSeconds },
    });
  }
}

function describeWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return `${seconds} seconds`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
