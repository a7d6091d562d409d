import ipaddr from 'ipaddr.js';

/** A parsed IPv4 or IPv6 address. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

interface TransitionRange {
  readonly prefix: readonly [ipaddr.IPv6, number];
  /** The byte of the IPv6 address at which the IPv4 address begins. */
  readonly offset: number;
  /** Whether the packets go to the IPv4 address alone, so that the IPv6 range itself says nothing. */
  readonly onlyIpv4: boolean;
}

function range(cidr: string, offset: number, onlyIpv4: boolean): TransitionRange {
  return { prefix: ipaddr.IPv6.parseCIDR(cidr), offset, onlyIpv4 };
}

/** IPv6 ranges whose addresses carry an IPv4 address. A URL does not normalise them to it. */
const transitionRanges: readonly TransitionRange[] = [
  range('::ffff:0:0/96', 12, true), // IPv4-mapped, RFC 4291
  range('::ffff:0:0:0/96', 12, true), // IPv4-translated, RFC 2765
  range('64:ff9b::/96', 12, true), // NAT64, RFC 6052
  range('64:ff9b:1::/48', 12, false), // NAT64 of one network, RFC 8215
  range('2002::/16', 2, true), // 6to4, RFC 3056
];

/** The middle of an ISATAP interface identifier (RFC 5214), with the universal bit unset or set. */
const isatapMarks = new Set([0x0000_5efe, 0x0200_5efe]);

/**
 * The addresses by which an address has to be judged: itself, and the IPv4 address that it carries.
 * Each of them must be callable.
 */
export function listJudgedAddresses(address: IpAddress): IpAddress[] {
  if (address.kind() === 'ipv4') return [address];
  const bytes = address.toByteArray();
  const transition = transitionRanges.find(({ prefix: [network, bits] }) =>
    address.match(network, bits),
  );
  if (transition) {
    const inner = readIpv4(bytes, transition.offset);
    return transition.onlyIpv4 ? [inner] : [address, inner];
  }
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && !isSpecial(bytes);
  const isIsatap = isatapMarks.has(readUint32(bytes, 8));
  return isCompatible || isIsatap ? [address, readIpv4(bytes, 12)] : [address];
}

/** Whether the last four bytes are 0 or 1: the unspecified and the loopback address carry no IPv4. */
function isSpecial(bytes: readonly number[]): boolean {
  return readUint32(bytes, 12) <= 1;
}

function readIpv4(bytes: readonly number[], offset: number): ipaddr.IPv4 {
  return new ipaddr.IPv4(bytes.slice(offset, offset + 4));
}

function readUint32(bytes: readonly number[], offset: number): number {
  return bytes.slice(offset, offset + 4).reduce((sum, byte) => sum * 256 + byte, 0);
}
