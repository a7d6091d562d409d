import { Agent, type Dispatcher } from 'undici';
import { createGuardedConnector } from './egress/guarded-connector.ts';
import type { EgressGuard } from './egress-guard.ts';

/** Connections that trust the same authorities. */
export interface Agents {
  readonly dispatcher: Dispatcher;
  /** Makes a connection for each request, and keeps none. */
  readonly freshDispatcher: Dispatcher;
}

/** Authorities of models for which connections are kept ready; whatever was not used for longest goes. */
const mostAuthorities = 32;

/**
 * Keeps the connections to endpoints: those that trust what this process does, and apart from them those
 * that trust an authority of their own as well. No call is ever sent over a connection that trusts more than it should.
 */
export function createAgents(egress: EgressGuard) {
  const usual = open(egress);
  const own = new Map<string, Agents>();

  function findOwn(authority: string): Agents {
    const agents = own.get(authority) ?? open(egress, authority);
    // Taken out and put in, so that those which are used stand last.
    own.delete(authority);
    own.set(authority, agents);
    const [oldest] = own;
    if (oldest && own.size > mostAuthorities) {
      own.delete(oldest[0]);
      void close(oldest[1]);
    }
    return agents;
  }

  return {
    usual,
    findOwn,
    /** Closes all connections, also those on which a call is under way. */
    async destroy(): Promise<void> {
      const all = [usual, ...own.values()];
      await Promise.all(
        all.flatMap((each) => [each.dispatcher.destroy(), each.freshDispatcher.destroy()]),
      );
    },
  };
}

function open(egress: EgressGuard, authority?: string): Agents {
  const settings = {
    connect: createGuardedConnector(egress, authority),
    // Every call has a time limit over all of it; these two only watch for silence between bytes.
    headersTimeout: 0,
    bodyTimeout: 0,
    // A server that says so is believed for a minute. Where none does, a connection is kept for four seconds.
    keepAliveMaxTimeout: 60_000,
  };
  return {
    dispatcher: new Agent({ ...settings, pipelining: 1 }),
    freshDispatcher: new Agent({ ...settings, pipelining: 0 }),
  };
}

/** Calls that are under way still end. */
async function close({ dispatcher, freshDispatcher }: Agents): Promise<void> {
  await Promise.all([dispatcher.close(), freshDispatcher.close()]);
}
