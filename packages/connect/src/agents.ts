import { Agent, type Dispatcher } from 'undici';
import { createGuardedConnector } from './egress/guarded-connector.ts';
import type { EgressGuard } from './egress-guard.ts';

/** Connections that trust the same authorities. */
export interface Agents {
  readonly dispatcher: Dispatcher;
  /** Makes a connection for each request, and keeps none. */
  readonly freshDispatcher: Dispatcher;
}

/** Authorities of models for which connections are kept ready, though no call has used them for {@link idleMs}. */
const mostIdle = 32;

/**
 * Authorities for which connections are kept at all. What one trusts takes 1.3 MB and 8 ms in which nothing else
 * happens: an authority that is in use goes only where so many of them are.
 */
const mostAuthorities = 256;

/** So long a server may have a connection kept, in milliseconds: after that there is none left to lose. */
const idleMs = 60_000;

/** What is kept for an authority, and when a call last asked for it, in `performance.now()`. */
interface Kept {
  readonly agents: Agents;
  readonly usedAt: number;
}

/**
 * Keeps the connections to endpoints: those that trust what this process does, and apart from them those
 * that trust an authority of their own as well. No call is ever sent over a connection that trusts more than it should.
 */
export function createAgents(egress: EgressGuard) {
  let usual = open(egress);
  const own = new Map<string, Kept>();
  const closing = new Set<Agents>();

  function listAll(): Agents[] {
    return [usual, ...[...own.values()].map(({ agents }) => agents)];
  }

  /** Calls that are under way still end. */
  function closeGently(agents: Agents): void {
    closing.add(agents);
    const { dispatcher, freshDispatcher } = agents;
    void Promise.all([dispatcher.close(), freshDispatcher.close()])
      // Those that were destroyed in the meantime are closed as well.
      .catch(() => {})
      .finally(() => closing.delete(agents));
  }

  function findOwn(authority: string): Agents {
    const { agents } = own.get(authority) ?? { agents: open(egress, authority) };
    const now = performance.now();
    // Taken out and put in, so that those which were not used for longest stand first.
    own.delete(authority);
    own.set(authority, { agents, usedAt: now });
    for (const [other, kept] of own) {
      if (own.size <= (now - kept.usedAt > idleMs ? mostIdle : mostAuthorities)) break;
      own.delete(other);
      closeGently(kept.agents);
    }
    return agents;
  }

  return {
    findUsual: () => usual,
    findOwn,
    /** Uses none of the connections any more: calls that are under way end on theirs, others make new ones. */
    renew(): void {
      const all = listAll();
      usual = open(egress);
      own.clear();
      all.forEach(closeGently);
    },
    /** Closes all connections, also those on which a call is under way. */
    async destroy(): Promise<void> {
      await Promise.all(
        [...listAll(), ...closing].flatMap((each) => [
          each.dispatcher.destroy(),
          each.freshDispatcher.destroy(),
        ]),
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
    keepAliveMaxTimeout: idleMs,
  };
  return {
    dispatcher: new Agent({ ...settings, pipelining: 1 }),
    freshDispatcher: new Agent({ ...settings, pipelining: 0 }),
  };
}
