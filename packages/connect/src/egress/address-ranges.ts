import ipaddr from 'ipaddr.js';
import { type IpAddress, listJudgedAddresses } from './embedded-ipv4.ts';

/**
 * What may be done with an address: call it, call it where the operator allows it, or never.
 * Ordered from the mildest to the strictest.
 */
export type AddressVerdict = 'public' | 'restricted' | 'forbidden';

/** Ranges that no allowance opens: nobody serves a model there, and metadata services hand out keys. */
const forbiddenRanges = new Set(['linkLocal', 'multicast', 'unspecified', 'broadcast']);

/** Metadata services outside the link-local range. */
const metadataAddresses = new Set([
  '100.100.100.200', // Alibaba Cloud
  '168.63.129.16', // Azure
  '192.0.0.192', // Oracle Cloud
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google Cloud
]);

/** Names of metadata services. They are refused by name too, since a resolver may hide the address. */
const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
]);

/** Whether a normalised host name belongs to the metadata service of a cloud. */
export function isMetadataName(hostname: string): boolean {
  return metadataNames.has(hostname);
}

/** The verdict on one address, without looking into it. */
export function judgeRange(address: IpAddress): AddressVerdict {
  const range = address.range();
  if (forbiddenRanges.has(range) || metadataAddresses.has(address.toString())) return 'forbidden';
  return range === 'unicast' ? 'public' : 'restricted';
}

/** Whether an address can never be called, by itself or by an IPv4 address that it carries. */
export function isForbidden(address: IpAddress): boolean {
  return listJudgedAddresses(address).some((judged) => judgeRange(judged) === 'forbidden');
}

/** Whether an address is of the machine itself. */
export function isLoopback(address: IpAddress): boolean {
  return listJudgedAddresses(address).some((judged) => judged.range() === 'loopback');
}

/** Reads an address as resolvers and URLs write it; null where the text is a name. */
export function parseAddress(text: string): IpAddress | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : null;
}
