import type { Caller } from '@patchbay/connect/caller.ts';
import { discoverOntology } from '@patchbay/connect/check/discover.ts';
import type { ModelView, newModelSchema } from '@patchbay/core/api/model-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import { compareOntologies } from '@patchbay/core/ontology/compare-ontologies.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type * as z from 'zod';
import { checkOntology } from './register-checks.ts';

/** What is needed to ask an endpoint, and the classes that the user gave. */
type Given = Pick<z.output<typeof newModelSchema>, 'connection' | 'credentials' | 'ontology'> & {
  limits: Limits;
  unverified?: boolean;
};

/** The classes of a new model, how sure they are, and what was noticed on the way. */
interface FoundOntology {
  readonly ontology: Ontology;
  readonly discovery: ModelView['discovery'];
  readonly warnings: Warning[];
}

/** Nobody waits longer than this for the classes of an endpoint. */
const longestDiscoveryMs = 15_000;

/**
 * The classes that the user gives, else what the endpoint says, else none. Where it is wanted, the
 * endpoint is asked as well for what the user gives: a difference is a warning, and the given ones
 * are taken.
 */
export async function findOntology(
  protocol: PredictionProtocol,
  input: Given,
  caller: Caller,
  verifiesGiven: boolean,
): Promise<FoundOntology> {
  const none: Ontology = { tools: [], classifications: [] };
  const given = input.ontology && checkOntology(protocol, input.ontology);
  if (given && !(verifiesGiven && protocol.discovery)) {
    const state = input.unverified ? 'unverified' : 'declared';
    return { ontology: given, discovery: { state }, warnings: [] };
  }
  if (!protocol.discovery) {
    return { ontology: none, discovery: { state: 'unverified' }, warnings: [] };
  }
  const found = await discoverOntology({
    protocol,
    connection: input.connection,
    credentials: input.credentials,
    caller,
    timeoutMs: Math.min(input.limits.timeoutMs, longestDiscoveryMs),
  });
  if (!found.ok) {
    const discovery = { state: 'unverified' as const, problem: found.problem };
    return { ontology: given ?? none, discovery, warnings: [] };
  }
  const { value, warnings } = found;
  const difference = given && describeDifference(given, value);
  return {
    ontology: given ?? value,
    discovery: { state: difference ? 'declared' : 'discovered' },
    warnings: [...warnings, ...(difference ? [difference] : [])],
  };
}

/** Most classes that a warning names on each side. */
const maximumNames = 12;

function describeDifference(given: Ontology, listed: Ontology): Warning | undefined {
  const { onlyFirst, onlySecond } = compareOntologies(given, listed);
  if (onlyFirst.length === 0 && onlySecond.length === 0) return undefined;
  const parts = [
    onlyFirst.length > 0 && `given, but not listed by the endpoint: ${joinNames(onlyFirst)}`,
    onlySecond.length > 0 && `listed by the endpoint, but not given: ${joinNames(onlySecond)}`,
  ];
  const message = `The classes that were given are not those of the endpoint. They were registered as given. ${parts.filter(Boolean).join('; ')}.`;
  return { code: 'CLASSES_DIFFER', message, pointer: '/classes' };
}

function joinNames(features: readonly { name: string; kind: string }[]): string {
  const names = features.map(({ name, kind }) => `"${name}" (${kind})`);
  const shown = names.slice(0, maximumNames).join(', ');
  return names.length > maximumNames ? `${shown} and ${names.length - maximumNames} more` : shown;
}
