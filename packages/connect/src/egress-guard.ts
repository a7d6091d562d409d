import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { rejectAfter } from './deadline.ts';
import { isMetadataName, parseAddress } from './egress/address-ranges.ts';
import { createEgressPolicy } from './egress/egress-policy.ts';
import { createOwnAddresses } from './egress/own-addresses.ts';
import { createSystemResolver, type HostAddress, type ResolveHost } from './egress/resolve-host.ts';

export interface EgressSettings {
  /** What the operator allows beside public addresses: `host`, `ip` or `cidr`, each with or without `:port`. */
  readonly allow: readonly string[];
  /** `host:port` of the hub and of its database: refused even where they are allowed. */
  readonly ownAddresses?: readonly string[];
  readonly resolveHost?: ResolveHost;
  /** Time limit of finding the addresses of a host, in milliseconds. */
  readonly resolveTimeoutMs?: number;
}

/**
 * Decides which addresses may be called. It judges the address that is dialled, not the name: a name
 * that was harmless when it was saved may stand for something else when it is called.
 */
export interface EgressGuard {
  /** Judges an address as somebody types it, before any name is resolved: for saving. */
  judgeUrl(text: string): Outcome<URL>;
  /** The judged addresses of a host, for dialling. One that may not be called refuses them all. */
  findAddresses(hostname: string, port: number): Promise<Outcome<readonly HostAddress[]>>;
  /** Adds to the addresses that are never called one that is only known later. */
  denyOwnAddress(hostAndPort: string): void;
}

/** @throws PatchbayError INPUT_INVALID where an entry of the settings cannot be read. */
export function createEgressGuard(settings: EgressSettings): EgressGuard {
  const policy = createEgressPolicy(settings.allow);
  const resolveHost = settings.resolveHost ?? createSystemResolver();
  const resolveTimeoutMs = settings.resolveTimeoutMs ?? 5000;
  const own = createOwnAddresses(resolveHost);
  for (const address of settings.ownAddresses ?? []) own.add(address);

  function judgeHost(hostname: string, port: number): Problem | null {
    const name = withoutRootDot(hostname);
    const literal = parseAddress(name);
    const isAllowed = literal ? policy.allows(name, literal, port) : !isMetadataName(name);
    return isAllowed ? null : blockedProblem(hostname, port);
  }

  async function resolve(hostname: string): Promise<Outcome<readonly HostAddress[]>> {
    const literal = parseAddress(hostname);
    if (literal) {
      const family = literal.kind() === 'ipv4' ? 4 : 6;
      return succeed([{ address: literal.toString(), family }]);
    }
    try {
      const found = await rejectAfter(resolveTimeoutMs, resolveHost(hostname));
      return found.length > 0 ? succeed(found) : fail(unresolvedProblem(hostname, null));
    } catch (error) {
      return fail(unresolvedProblem(hostname, error));
    }
  }

  async function areAllowed(
    found: readonly HostAddress[],
    hostname: string,
    port: number,
  ): Promise<boolean> {
    const name = withoutRootDot(hostname);
    const allowed = found
      .map(({ address }) => parseAddress(address))
      .filter((address) => address !== null)
      .filter((address) => policy.allows(name, address, port));
    return allowed.length === found.length && !(await own.includesAny(allowed, port));
  }

  function judgeUrl(text: string): Outcome<URL> {
    const parsed = endpointUrlSchema.safeParse(text);
    if (!parsed.success) {
      const message = parsed.error.issues.map((issue) => issue.message).join('; ');
      return fail({ code: 'URL_INVALID', message });
    }
    const url = new URL(parsed.data);
    const problem = judgeHost(url.hostname, portOf(url));
    return problem ? fail(problem) : succeed(url);
  }

  return {
    judgeUrl: remember(judgeUrl),
    async findAddresses(hostname, port) {
      const problem = judgeHost(hostname, port);
      if (problem) return fail(problem);
      const found = await resolve(hostname);
      if (!found.ok || (await areAllowed(found.value, hostname, port))) return found;
      return fail(blockedProblem(hostname, port));
    },
    denyOwnAddress: own.add,
  };
}

/** So many addresses are remembered: that of a model is judged at each of its calls. */
const maximumRemembered = 256;

/**
 * Remembers what may be called. That never changes: it depends on the text and on settings alone. What a
 * name stands for is judged anew whenever it is dialled.
 */
function remember(judge: (text: string) => Outcome<URL>): (text: string) => Outcome<URL> {
  const judged = new Map<string, Outcome<URL>>();
  return (text) => {
    const known = judged.get(text);
    if (known) return known;
    const judgement = judge(text);
    if (judged.size >= maximumRemembered) judged.clear();
    if (judgement.ok) judged.set(text, judgement);
    return judgement;
  };
}

/** The port that a URL is called at, with the default of its scheme filled in. */
export function portOf(url: { readonly port: string; readonly protocol: string }): number {
  if (url.port) return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function withoutRootDot(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}

/** One message for every reason, so that nobody can learn from it what a name stands for. */
function blockedProblem(hostname: string, port: number): Problem {
  const target = `${hostname}:${port}`;
  return {
    code: 'URL_BLOCKED',
    message: `"${target}" may not be called. If it is a model on this machine or in the private network, the operator allows it with PATCHBAY_EGRESS_ALLOW=${target}. Metadata and link-local addresses, and the hub's own, are never called.`,
    details: { host: hostname, port },
  };
}

function unresolvedProblem(hostname: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no address found';
  return {
    code: 'MODEL_NAME_UNRESOLVED',
    message: `The host name "${hostname}" could not be resolved (${code}). Check its spelling, and the DNS of the machine that calls.`,
    details: { host: hostname, reason: code },
  };
}
