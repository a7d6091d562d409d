import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import ipaddr from 'ipaddr.js';
import { isForbidden, isMetadataName } from './address-ranges.ts';
import { type HostEntry, parseHostEntry, writeHostEntry } from './host-entry.ts';

/**
 * Reads an entry of what may be called beside public addresses; see {@link parseHostEntry}.
 * @throws PatchbayError INPUT_INVALID where it cannot be read, or could never have an effect
 */
export function parseAllowance(text: string): HostEntry {
  const entry = parseHostEntry(text);
  if (!canHaveEffect(entry)) {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `"${text}" can never be allowed: link-local, metadata, multicast, broadcast and unspecified addresses are never called, and no setting opens them. Name the host, address or network in which the model stands.`,
      details: { entry: text },
    });
  }
  return entry;
}

/** An allowance in the one form in which it is kept: two that mean the same are the same text. @throws as {@link parseAllowance} */
export function normaliseAllowance(text: string): string {
  return writeHostEntry(parseAllowance(text));
}

function canHaveEffect(entry: HostEntry): boolean {
  if (entry.kind === 'name') return !isMetadataName(entry.name);
  if (entry.kind === 'address') return !isForbidden(entry.address);
  const { network, bits } = entry;
  const isIpv4 = network.kind() === 'ipv4';
  const cidr = `${network.toString()}/${bits}`;
  const last = isIpv4
    ? ipaddr.IPv4.broadcastAddressFromCIDR(cidr)
    : ipaddr.IPv6.broadcastAddressFromCIDR(cidr);
  // What is forbidden are whole networks: one whose first and last address lie in the same of them lies in it.
  const isInside = isForbidden(network) && isForbidden(last) && network.range() === last.range();
  return !isInside;
}
