import type { LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { buildConnector } from 'undici';
import type { EgressGuard } from '../egress-guard.ts';
import { trustAlso } from './own-authority.ts';
import { portOf } from './port-of.ts';
import type { HostAddress } from './resolve-host.ts';

/** Time limit of making a connection, TLS included, in milliseconds. */
export const connectTimeoutMs = 10_000;

/** So long may a connection be silent before the system asks whether the other side is still there. */
const keepAliveDelayMs = 15_000;

/**
 * Opens the sockets of the HTTP client: asks the guard, then dials exactly the addresses that it
 * judged. Node asks no resolver for a literal address, so the guard is asked here, before dialling. An
 * authority, in PEM, is trusted beside those that this process trusts.
 */
export function createGuardedConnector(
  guard: EgressGuard,
  authority?: string,
): buildConnector.connector {
  let trusted: SecureContext | undefined;
  return (target, callback) => {
    guard
      .findAddresses(target.hostname, portOf(target))
      .then((found) => {
        if (!found.ok) throw new PatchbayError(found.problem);
        if (authority !== undefined) trusted ??= trustAlso(authority);
        const dial = buildConnector({
          ...(trusted && { secureContext: trusted }),
          allowH2: false, // The contracts are HTTP/1.1; one call has one socket to itself.
          timeout: connectTimeoutMs,
          // A model may think for an hour: a machine that vanished meanwhile is found out in minutes.
          keepAlive: true,
          keepAliveInitialDelay: keepAliveDelayMs,
          lookup: answerWith(found.value),
        });
        dial(target, callback);
      })
      .catch((error: Error) => callback(error, null));
  };
}

function answerWith(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
