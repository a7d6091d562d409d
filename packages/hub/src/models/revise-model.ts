import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '@patchbay/connect/caller.ts';
import type { ModelView, RevisionChanges } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { listNewOrigins, listOrigins } from '@patchbay/core/model/connection-addresses.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { v7 as createId } from 'uuid';
import { knownSecrets } from '../vault/known-secrets.ts';
import { findOntology } from './find-ontology.ts';
import type { ModelRecord, RevisionRecord } from './model-record.ts';
import {
  checkConnection,
  checkCredentials,
  checkDataRowTypes,
  checkOntology,
  valueOrThrow,
} from './register-checks.ts';
import { findParametersSchema } from './register-model.ts';

interface Parts {
  readonly caller: Caller;
  /** Those that are stored: opened only where the endpoint is asked and no others are given. */
  openCredentials(): Promise<Credentials>;
}

/** A revision that may be added to its model, and what was noticed on the way. */
export interface PreparedRevision {
  /** Null where nothing is otherwise than before. */
  readonly revision: RevisionRecord | null;
  readonly discovery: ModelView['discovery'];
  readonly warnings: Warning[];
}

/**
 * Everything between what a user changes and the next revision of a model: the same checks as for a
 * new one.
 * @throws PatchbayError INPUT_INVALID, INPUT_CREDENTIALS_NEEDED, URL_INVALID, URL_BLOCKED, and what the endpoint
 *   did wrong where it was asked for its classes
 */
export async function prepareRevision(
  parts: Parts,
  model: ModelRecord,
  changes: RevisionChanges,
): Promise<PreparedRevision> {
  const before = model.revision.configuration;
  const protocol = valueOrThrow(findProtocol(before.protocol));
  if (changes.credentials) {
    knownSecrets.note(changes.credentials);
    checkCredentials(protocol, changes.credentials);
  }
  const connection = changes.connection
    ? await checkConnection(protocol, changes.connection, parts.caller)
    : before.connection;
  if (!changes.credentials) keepAtOrigin(model, connection);
  const found = await findClasses(parts, model, protocol, { ...changes, connection });
  const videoSampling =
    changes.videoSampling === undefined ? before.videoSampling : changes.videoSampling;
  const configuration: ModelConfiguration = {
    protocol: protocol.id,
    connection,
    dataRowTypes: changes.dataRowTypes
      ? checkDataRowTypes(protocol, changes.dataRowTypes)
      : before.dataRowTypes,
    ontology: found.ontology,
    parametersSchema:
      changes.parametersSchema === undefined
        ? before.parametersSchema
        : findParametersSchema(protocol, changes.parametersSchema),
    ...(videoSampling && { videoSampling }),
  };
  const isSame = isDeepStrictEqual(asStored(configuration), asStored(before));
  const number = model.revision.number + 1;
  return {
    ...found,
    revision: isSame ? null : { id: createId(), number, createdAt: new Date(), configuration },
  };
}

/**
 * Stored credentials are sent where they were entered for, and nowhere else: who may change a model, but cannot
 * read them, could have them sent to an address of their own otherwise.
 * @throws PatchbayError INPUT_CREDENTIALS_NEEDED
 */
function keepAtOrigin(
  { name, credentialsSummary, revision }: ModelRecord,
  connection: ModelConfiguration['connection'],
): void {
  if (credentialsSummary.kinds.length === 0) return;
  const origins = listNewOrigins(revision.configuration.connection, connection);
  if (origins.length === 0) return;
  const known = listOrigins(revision.configuration.connection).join(' and ');
  throw new PatchbayError({
    code: 'INPUT_CREDENTIALS_NEEDED',
    message: `credentials: those of "${name}" were entered for ${known} and do not follow to ${origins.join(' and ')}. Give them again with this revision, or others, or {} for none.`,
    details: { path: '/credentials', origins },
  });
}

/** The classes that are given, else what the endpoint says where it shall be asked, else those of before. */
async function findClasses(
  { caller, openCredentials }: Parts,
  model: ModelRecord,
  protocol: PredictionProtocol,
  changes: RevisionChanges & { connection: ModelConfiguration['connection'] },
): Promise<{ ontology: Ontology; discovery: ModelView['discovery']; warnings: Warning[] }> {
  if (changes.ontology) {
    const ontology = checkOntology(protocol, changes.ontology);
    return { ontology, discovery: { state: 'declared' }, warnings: [] };
  }
  if (!changes.discoverClasses) {
    const { ontology } = model.revision.configuration;
    return { ontology, discovery: model.discovery, warnings: [] };
  }
  if (!protocol.discovery) {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `discoverClasses: the protocol "${protocol.id}" has no way to ask for classes; give the ontology.`,
      details: { path: '/discoverClasses' },
    });
  }
  const { connection } = changes;
  const credentials = changes.credentials ?? (await openCredentials());
  const given = { connection, credentials, limits: model.limits };
  const found = await findOntology(protocol, given, caller, false);
  if (found.discovery.problem) throw new PatchbayError(found.discovery.problem);
  return found;
}

/** As it is kept: JSON, without what is left out. The order of keys does not matter. */
function asStored(configuration: ModelConfiguration): unknown {
  return JSON.parse(JSON.stringify(configuration));
}
