import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { HubAddress } from './hub-address.ts';

/** Sends one request to the hub; a hub that cannot be reached is an error that says so. */
export type HubFetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** The `fetch` of a hub: with its key, and with its failures in our own words. */
export function createHubFetch({ url, apiKey }: HubAddress): HubFetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.headers.set('authorization', `Bearer ${apiKey}`);
    try {
      return await fetch(request);
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      throw hubUnreachable(url, cause);
    }
  };
}

/** The error for a hub from which nothing came back. */
export function hubUnreachable(url: string, cause: unknown): PatchbayError {
  return new PatchbayError({
    code: 'HUB_UNREACHABLE',
    message: `no answer from ${url}: ${describeCause(cause)}`,
    cause,
  });
}

/** The innermost reason of a failed `fetch`: `connect ECONNREFUSED 127.0.0.1:7400`. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? describeCause(error.cause) : error.message || error.name;
}
