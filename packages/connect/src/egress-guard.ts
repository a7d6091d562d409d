import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { rejectAfter } from './deadline.ts';
import { isMetadataName, parseAddress } from './egress/address-ranges.ts';
import { blockedProblem } from './egress/blocked-problem.ts';
import { createEgressPolicy } from './egress/egress-policy.ts';
import type { OwnAddresses } from './egress/own-addresses.ts';
import { portOf } from './egress/port-of.ts';
import { createSystemResolver, type HostAddress, type ResolveHost } from './egress/resolve-host.ts';

export interface EgressSettings {
  /** What may be called beside public addresses: `host`, `ip` or `cidr`, each with or without `:port`. */
  readonly allow: readonly string[];
  /** The addresses of the hub and of its database: refused even where they are allowed. */
  readonly own?: OwnAddresses;
  readonly resolveHost?: ResolveHost;
  /** Time limit of finding the addresses of a host, in milliseconds. */
  readonly resolveTimeoutMs?: number;
}

/**
 * Decides which addresses may be called. It judges the address that is dialled, not the name: a name
 * that was harmless when it was saved may stand for something else when it is called.
 */
export interface EgressGuard {
  /** Judges an address as somebody types it, before any name is resolved. */
  judgeUrl(text: string): Outcome<URL>;
  /**
   * As {@link judgeUrl}, and what the name stands for now: for saving. A name that cannot be resolved here
   * may be known to the machine that will call it.
   */
  judgeForSaving(text: string): Promise<Outcome<URL>>;
  /** The judged addresses of a host, for dialling. One that may not be called refuses them all. */
  findAddresses(hostname: string, port: number): Promise<Outcome<readonly HostAddress[]>>;
  /** Takes other allowances in place of those from before. Connections that are open are not touched. */
  allowOnly(allowances: readonly string[]): void;
}

/** @throws PatchbayError INPUT_INVALID where an entry of the settings cannot be read. */
export function createEgressGuard(settings: EgressSettings): EgressGuard {
  let policy = createEgressPolicy(settings.allow);
  const resolveHost = settings.resolveHost ?? createSystemResolver();
  const resolveTimeoutMs = settings.resolveTimeoutMs ?? 5000;
  const { own } = settings;

  function judgeHost(hostname: string, port: number): Problem | null {
    const name = withoutRootDot(hostname);
    const literal = parseAddress(name);
    const isAllowed = literal ? policy.allows(name, literal, port) : !isMetadataName(name);
    return isAllowed ? null : blockedProblem(hostname, port, false);
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

  async function judgeAddresses(
    found: readonly HostAddress[],
    hostname: string,
    port: number,
  ): Promise<Problem | null> {
    const name = withoutRootDot(hostname);
    const allowed = found
      .map(({ address }) => parseAddress(address))
      .filter((address) => address !== null)
      .filter((address) => policy.allows(name, address, port));
    const isOwn = (await own?.includesAny(allowed, port)) ?? false;
    const isAllowed = allowed.length === found.length && !isOwn;
    return isAllowed ? null : blockedProblem(hostname, port, isOwn);
  }

  async function findAddresses(
    hostname: string,
    port: number,
  ): Promise<Outcome<readonly HostAddress[]>> {
    const problem = judgeHost(hostname, port);
    if (problem) return fail(problem);
    const found = await resolve(hostname);
    const refusal = found.ok ? await judgeAddresses(found.value, hostname, port) : null;
    return refusal ? fail(refusal) : found;
  }

  function judgeAnew(text: string): Outcome<URL> {
    const parsed = endpointUrlSchema.safeParse(text);
    if (!parsed.success) {
      const message = parsed.error.issues.map((issue) => issue.message).join('; ');
      return fail({ code: 'URL_INVALID', message });
    }
    const url = new URL(parsed.data);
    const problem = judgeHost(url.hostname, portOf(url));
    return problem ? fail(problem) : succeed(url);
  }

  const { judge: judgeUrl, forget } = remember(judgeAnew);
  return {
    judgeUrl,
    async judgeForSaving(text) {
      const judged = judgeUrl(text);
      if (!judged.ok) return judged;
      const found = await findAddresses(judged.value.hostname, portOf(judged.value));
      return found.ok || found.problem.code !== 'URL_BLOCKED' ? judged : found;
    },
    findAddresses,
    allowOnly(allowances) {
      policy = createEgressPolicy(allowances);
      forget();
    },
  };
}

/** So many addresses are remembered: that of a model is judged at each of its calls. */
const maximumRemembered = 256;

/**
 * Remembers what may be called: it depends on the text and on the allowances alone, and is forgotten when
 * those change. What a name stands for is judged anew whenever it is dialled.
 */
function remember(judgeAnew: (text: string) => Outcome<URL>) {
  const judged = new Map<string, Outcome<URL>>();
  return {
    judge(text: string): Outcome<URL> {
      const known = judged.get(text);
      if (known) return known;
      const judgement = judgeAnew(text);
      if (judged.size >= maximumRemembered) judged.clear();
      if (judgement.ok) judged.set(text, judgement);
      return judgement;
    },
    forget: () => judged.clear(),
  };
}

function withoutRootDot(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}

function unresolvedProblem(hostname: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no address found';
  return {
    code: 'MODEL_NAME_UNRESOLVED',
    message: `The host name "${hostname}" could not be resolved (${code}). Check its spelling, and the DNS of the machine that calls.`,
    details: { host: hostname, reason: code },
  };
}
