import type { Caller } from '@patchbay/connect/caller.ts';
import { readConnection } from '@patchbay/connect/connection.ts';
import { checkAuthority } from '@patchbay/connect/egress/own-authority.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { listAddresses } from '@patchbay/core/model/connection-addresses.ts';
import { type Credentials, summariseCredentials } from '@patchbay/core/model/credentials.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import * as z from 'zod';

type Connection = ModelConfiguration['connection'];

/** The value of an outcome; its problem is thrown to whoever made the request. */
export function valueOrThrow<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}

/**
 * A connection as its protocol understands it, with defaults filled in, to addresses all of which may be
 * called. @throws PatchbayError INPUT_INVALID, URL_INVALID, URL_BLOCKED
 */
export async function checkConnection(
  protocol: PredictionProtocol,
  written: Connection,
  caller: Caller,
): Promise<Connection> {
  const read = valueOrThrow(readConnection(protocol, written));
  const connection = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(read)));
  for (const address of listAddresses(connection)) valueOrThrow(await caller.judge(address));
  return connection;
}

/** @throws PatchbayError INPUT_INVALID where the protocol cannot carry one of the credentials, or an authority cannot be read */
export function checkCredentials(protocol: PredictionProtocol, credentials: Credentials): void {
  if (credentials.authority !== undefined) valueOrThrow(checkAuthority(credentials.authority));
  for (const kind of summariseCredentials(credentials).kinds) {
    if (protocol.authentication.includes(kind)) continue;
    throw invalid(
      `/credentials/${kind}`,
      `credentials.${kind}: the protocol "${protocol.id}" authenticates by ${protocol.authentication.join(', ') || 'nothing'} only.`,
    );
  }
}

/** @throws PatchbayError INPUT_INVALID where the protocol cannot send one of the types */
export function checkDataRowTypes(
  protocol: PredictionProtocol,
  types: readonly DataRowType[] | undefined,
): DataRowType[] {
  const wanted = types ?? protocol.dataRowTypes;
  const index = wanted.findIndex((type) => !protocol.dataRowTypes.includes(type));
  if (index < 0) return [...new Set(wanted)];
  throw invalid(
    `/dataRowTypes/${index}`,
    `dataRowTypes[${index}]: the protocol "${protocol.id}" takes ${protocol.dataRowTypes.join(' and ')}, not ${wanted[index]}.`,
  );
}

/** @throws PatchbayError INPUT_INVALID where the protocol has no answer of the kind of a feature */
export function checkOntology(protocol: PredictionProtocol, ontology: Ontology): Ontology {
  const feature = listFeatures(ontology).find(
    ({ kind }) => !protocol.annotationKinds.includes(kind),
  );
  if (!feature) return ontology;
  throw invalid(
    '/ontology',
    `ontology: "${feature.name}" is of the kind ${feature.kind}, which the protocol "${protocol.id}" cannot answer; it answers ${protocol.annotationKinds.join(', ')}.`,
  );
}

function invalid(path: string, message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message, details: { path } });
}
