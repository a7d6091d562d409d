import { networkInterfaces } from 'node:os';
import { isLoopback, parseAddress } from './address-ranges.ts';
import type { IpAddress } from './embedded-ipv4.ts';
import { type HostEntry, parseHostEntry } from './host-entry.ts';
import { portOf } from './port-of.ts';
import type { ResolveHost } from './resolve-host.ts';

/** The addresses of the hub and its database, which no model may stand at. */
export interface OwnAddresses {
  /**
   * Adds where a hub listens, as it becomes known. Only where that is an address: under a name stands what is
   * in front of the hub, with models beside it perhaps. There the hub knows its own calls by their mark.
   */
  addHub(url: string): void;
  /** Whether one of the addresses that are about to be dialled at this port is our own. */
  includesAny(addresses: readonly IpAddress[], port: number): Promise<boolean>;
}

/**
 * Keeps the list, which begins with what is known now; names in it are resolved when somebody calls their
 * port, so that they stay true.
 */
export function createOwnAddresses(
  resolveHost: ResolveHost,
  known: readonly string[] = [],
): OwnAddresses {
  const entries: HostEntry[] = known.map(parseHostEntry);
  return {
    addHub(text) {
      const url = new URL(text);
      if (!parseAddress(url.hostname)) return;
      entries.push(parseHostEntry(`${url.hostname}:${portOf(url)}`));
    },
    async includesAny(addresses, port) {
      const atPort = entries.filter((entry) => entry.port === null || entry.port === port);
      if (atPort.length === 0) return false;
      const own = (await Promise.all(atPort.map((entry) => findOwn(entry, resolveHost)))).flat();
      const isHere = own.some(isThisMachine);
      return addresses.some(
        (address) =>
          (isHere && isThisMachine(address)) ||
          own.some((one) => one.toNormalizedString() === address.toNormalizedString()),
      );
    },
  };
}

async function findOwn(entry: HostEntry, resolveHost: ResolveHost): Promise<IpAddress[]> {
  if (entry.kind === 'address') return [entry.address];
  if (entry.kind === 'network') return [entry.network];
  try {
    const found = await resolveHost(entry.name);
    return found.flatMap(({ address }) => parseAddress(address) ?? []);
  } catch {
    return []; // A name that stands for nothing now cannot be what is about to be dialled.
  }
}

/** A server on the unspecified address answers at every address of the machine, and so does loopback. */
function isThisMachine(address: IpAddress): boolean {
  if (isLoopback(address) || address.range() === 'unspecified') return true;
  const text = address.toNormalizedString();
  return Object.values(networkInterfaces())
    .flatMap((interfaces) => interfaces ?? [])
    .some((own) => parseAddress(own.address)?.toNormalizedString() === text);
}
