import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { Caller } from '../caller.ts';
import { readConnection } from '../connection.ts';
import type { Exchange } from '../exchange.ts';

export interface DiscoverOptions {
  readonly protocol: PredictionProtocol;
  readonly connection: ModelConfiguration['connection'];
  readonly credentials: Credentials;
  readonly caller: Caller;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** The classes that an endpoint says it knows, where its protocol has a way to ask. */
export async function discoverOntology(options: DiscoverOptions): Promise<Outcome<Ontology>> {
  return (await discover(options)).outcome;
}

/** As {@link discoverOntology}, with what is kept of the call; null where nothing was sent. */
export async function discover(
  options: DiscoverOptions,
): Promise<{ readonly outcome: Outcome<Ontology>; readonly exchange: Exchange | null }> {
  const { protocol, credentials, caller, timeoutMs, signal } = options;
  const { discovery } = protocol;
  if (!discovery) return { outcome: cannotDiscover(protocol), exchange: null };
  const connection = readConnection(protocol, options.connection);
  if (!connection.ok) return { outcome: connection, exchange: null };
  const { exchange, outcome } = await caller.call({
    request: discovery.encodeRequest(connection.value),
    credentials,
    timeoutMs,
    signal,
    readErrorMessage: (response) => protocol.readErrorMessage?.(response) ?? null,
  });
  if (!outcome.ok) return { outcome: fail(outcome.problem), exchange };
  const task = { response: outcome.response };
  return { outcome: await caller.decoder.decodeClasses(protocol, task, signal), exchange };
}

function cannotDiscover(protocol: PredictionProtocol): Outcome<never> {
  return fail({
    code: 'INPUT_INVALID',
    message: `An endpoint that speaks "${protocol.id}" cannot be asked for its classes. Give the ontology with the model.`,
    details: { protocol: protocol.id },
  });
}
