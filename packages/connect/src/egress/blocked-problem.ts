import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { isForbidden, isMetadataName, parseAddress } from './address-ranges.ts';

/** The rule by which an address may not be called, as far as it may be told. */
export type EgressRule = 'never-called' | 'own-address' | 'not-allowed';

/**
 * Why a host may not be called, and what to change. Of an address that is written out, and of a name that
 * is known to everybody, it is told exactly. Of any other name the message is always the same, so that
 * nobody can learn from it what the name stands for. `isOwn` says that an address is that of the hub or its database.
 */
export function blockedProblem(hostname: string, port: number, isOwn: boolean): Problem {
  const name = hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  const target = `${name.includes(':') ? `[${name}]` : name}:${port}`;
  const { rule, reason } = explain(name, target, isOwn);
  return {
    code: 'URL_BLOCKED',
    message: `"${target}" may not be called: ${reason}`,
    details: { host: hostname, port, rule, ...(rule === 'not-allowed' && { entry: target }) },
  };
}

function explain(
  name: string,
  target: string,
  isOwn: boolean,
): { rule: EgressRule; reason: string } {
  const literal = parseAddress(name);
  if (literal ? isForbidden(literal) : isMetadataName(name)) {
    return {
      rule: 'never-called',
      reason:
        'link-local, metadata, multicast, broadcast and unspecified addresses are never called, and no setting opens them. Give the address of the model.',
    };
  }
  if (literal && isOwn) {
    return {
      rule: 'own-address',
      reason:
        'the hub itself and its database are never called, and no setting opens them. Give the address of the model.',
    };
  }
  const whose = literal
    ? 'it is an address of this machine or of a private network, and nobody has allowed it.'
    : 'what the name stands for is not allowed.';
  const ways = `An owner allows it in the app under Settings → Egress with the entry ${target}; whoever runs the hub, with PATCHBAY_EGRESS_ALLOW=${target}.`;
  const never = literal
    ? ''
    : ' Link-local and metadata addresses, and those of the hub itself, are never called, whatever is allowed.';
  return { rule: 'not-allowed', reason: `${whose} ${ways}${never}` };
}
