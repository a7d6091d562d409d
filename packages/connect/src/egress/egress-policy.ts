import { isForbidden, judgeRange } from './address-ranges.ts';
import { parseAllowance } from './allowance.ts';
import { type IpAddress, listJudgedAddresses } from './embedded-ipv4.ts';
import type { HostEntry } from './host-entry.ts';

/** What operator and owners allow, ready to be asked. */
export interface EgressPolicy {
  /** Whether an address that a host name stands for may be called at a port. */
  allows(hostname: string, address: IpAddress, port: number): boolean;
}

/**
 * Builds the policy from allowances (see {@link parseAllowance}). Public addresses may be called
 * without one, forbidden ones never.
 * @throws PatchbayError INPUT_INVALID where an entry cannot be read, or could never have an effect.
 */
export function createEgressPolicy(allowances: readonly string[]): EgressPolicy {
  const entries = allowances.map(parseAllowance);
  return {
    allows(hostname, address, port) {
      if (isForbidden(address)) return false;
      const atPort = entries.filter((entry) => entry.port === null || entry.port === port);
      if (atPort.some((entry) => entry.kind === 'name' && entry.name === hostname)) return true;
      return listJudgedAddresses(address).every(
        (judged) =>
          judgeRange(judged) === 'public' || atPort.some((entry) => covers(entry, judged)),
      );
    },
  };
}

function covers(entry: HostEntry, address: IpAddress): boolean {
  if (entry.kind === 'name') return false;
  if (entry.kind === 'network') {
    return address.kind() === entry.network.kind() && address.match(entry.network, entry.bits);
  }
  return listJudgedAddresses(entry.address).some(
    (allowed) => allowed.toNormalizedString() === address.toNormalizedString(),
  );
}
