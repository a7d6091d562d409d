import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import ipaddr from 'ipaddr.js';
import { parseAddress } from './address-ranges.ts';
import type { IpAddress } from './embedded-ipv4.ts';

/** What somebody wrote to name machines: a name, an address or a network; at one port or at all. */
export type HostEntry = HostTarget & { readonly port: number | null };

type HostTarget =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'address'; readonly address: IpAddress }
  | { readonly kind: 'network'; readonly network: IpAddress; readonly bits: number };

/**
 * Reads `host`, `ip` or `cidr`, each with `:port` or without; an IPv6 address with a port stands in
 * brackets: `[fd00::1]:8080`, `[fd00::/8]:8080`.
 * @throws PatchbayError INPUT_INVALID that quotes the entry and says how to write it.
 */
export function parseHostEntry(text: string): HostEntry {
  const { target, port } = splitPort(text.trim());
  const host = parseTarget(target);
  if (!host) throw refuse(text, `"${target}" is not a host, an address or a network`);
  if (port === null) return { ...host, port: null };
  const number = Number(port);
  if (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535) {
    throw refuse(text, `"${port}" is not a port from 1 to 65535`);
  }
  return { ...host, port: number };
}

/** An entry as everybody would write it: {@link parseHostEntry} reads it as the same. */
export function writeHostEntry(entry: HostEntry): string {
  const host = writeTarget(entry);
  if (entry.port === null) return host;
  return host.includes(':') ? `[${host}]:${entry.port}` : `${host}:${entry.port}`;
}

function writeTarget(entry: HostTarget): string {
  if (entry.kind === 'name') return entry.name;
  if (entry.kind === 'address') return entry.address.toString();
  return `${entry.network.toString()}/${entry.bits}`;
}

/** A host name as a URL normalises it, without the dot of the root; null where it is none. */
export function normaliseHostname(text: string): string | null {
  if (!/^[^\s/?#@\\:]+$/.test(text)) return null;
  try {
    const { hostname } = new URL(`http://${text}`);
    const name = hostname.replace(/\.$/, '');
    return /^[a-z0-9._-]+$/.test(name) ? name : null;
  } catch {
    return null;
  }
}

function parseTarget(target: string): HostTarget | null {
  if (ipaddr.isValidCIDR(target)) {
    const [, bits] = ipaddr.parseCIDR(target);
    return { kind: 'network', network: firstAddressOf(target), bits };
  }
  if (ipaddr.IPv6.isValid(target)) return { kind: 'address', address: ipaddr.parse(target) };
  const name = normaliseHostname(target);
  if (name === null) return null;
  const address = parseAddress(name);
  return address ? { kind: 'address', address } : { kind: 'name', name };
}

/** The address at which a network begins, whichever of its addresses was written. */
function firstAddressOf(cidr: string): IpAddress {
  return cidr.includes(':')
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr)
    : ipaddr.IPv4.networkAddressFromCIDR(cidr);
}

function splitPort(entry: string): { target: string; port: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(entry);
  if (bracketed) return { target: bracketed[1] ?? '', port: bracketed[2] ?? null };
  const [target = '', port = null, ...more] = entry.split(':');
  return more.length > 0 ? { target: entry, port: null } : { target, port };
}

function refuse(entry: string, reason: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The address entry "${entry}" cannot be read: ${reason}. Write it like models.example.com, 192.168.1.20:8080, 10.0.0.0/8 or [fd00::1]:8080${hintFor(entry)}.`,
    details: { entry },
  });
}

/** Whoever copies the address of a model gives more than is wanted. */
function hintFor(entry: string): string {
  const url = /^\s*https?:/i.test(entry) ? URL.parse(entry) : null;
  return url?.host ? `; of this address the entry is ${url.host}` : '';
}
