import { lookup } from 'node:dns/promises';

/** An address that a host name stands for. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds all addresses of a host name; rejects with the error of the resolver. */
export type ResolveHost = (hostname: string) => Promise<readonly HostAddress[]>;

/** Of the four threads that Node has for files, compression and names, names get this many. */
const maximumLookups = 2;

/**
 * The resolver of the system, which knows `/etc/hosts` and search domains. A lookup that hangs keeps
 * a thread of Node's pool; so calls for the same name share one, and few run at once.
 */
export function createSystemResolver(lookUp: ResolveHost = lookUpAll): ResolveHost {
  const inFlight = new Map<string, Promise<readonly HostAddress[]>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function runInTurn(hostname: string): Promise<readonly HostAddress[]> {
    if (running >= maximumLookups) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await lookUp(hostname);
    } finally {
      inFlight.delete(hostname);
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return (hostname) => {
    const shared = inFlight.get(hostname) ?? runInTurn(hostname);
    inFlight.set(hostname, shared);
    return shared;
  };
}

function lookUpAll(hostname: string): Promise<readonly HostAddress[]> {
  return lookup(hostname, { all: true, order: 'verbatim' });
}
