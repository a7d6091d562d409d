import type { Caller } from '@patchbay/connect/caller.ts';
import type { ModelView, newModelSchema } from '@patchbay/core/api/model-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { v7 as createId } from 'uuid';
import type * as z from 'zod';
import { toFormSchema } from '../protocols/form-schema.ts';
import { knownSecrets } from '../vault/known-secrets.ts';
import { findOntology } from './find-ontology.ts';
import { modelNameTaken } from './model-name-taken.ts';
import type { NewModel } from './model-record.ts';
import type { ModelsStore } from './models-store.ts';
import { assertParametersSchema } from './parameters-schema.ts';
import {
  checkConnection,
  checkCredentials,
  checkDataRowTypes,
  valueOrThrow,
} from './register-checks.ts';

/** What a user gives, with the defaults of the contract filled in. */
export type NewModelInput = z.output<typeof newModelSchema>;

/** A model just registered, with what was read leniently on the way. */
export interface RegisteredModel {
  model: ModelView;
  warnings: Warning[];
}

/** How a model is registered, beyond what a user gives. */
export interface RegisterOptions {
  /** Asks the endpoint for its classes even where the user gives them, and compares. */
  readonly verifiesClasses?: boolean;
}

interface Parts {
  store: ModelsStore;
  caller: Caller;
}

/** Everything between what a user gives and the rows of a new model: checks and discovery. */
export async function prepareModel(
  { store, caller }: Parts,
  organisationId: string,
  input: NewModelInput,
  options: RegisterOptions,
): Promise<{ record: NewModel; warnings: Warning[] }> {
  knownSecrets.note(input.credentials);
  const protocol = valueOrThrow(findProtocol(input.protocol));
  const timeoutMs = input.limits.timeoutMs ?? protocol.defaultTimeoutMs;
  const limits = { ...input.limits, timeoutMs };
  const connection = await checkConnection(protocol, input.connection, caller);
  checkCredentials(protocol, input.credentials);
  const dataRowTypes = checkDataRowTypes(protocol, input.dataRowTypes);
  const parametersSchema = findParametersSchema(protocol, input.parametersSchema);
  // Asked before the endpoint is called; the unique index decides.
  if (await store.findByName(organisationId, input.name)) throw modelNameTaken(input.name);
  const { ontology, discovery, warnings } = await findOntology(
    protocol,
    { ...input, connection, limits },
    caller,
    options.verifiesClasses ?? false,
  );
  const found = { connection, dataRowTypes, ontology, parametersSchema };

  const id = createId();
  const createdAt = new Date();
  const record: NewModel = {
    id,
    organisationId,
    name: input.name,
    description: input.description,
    readme: input.readme,
    enabled: true,
    limits,
    credentials: input.credentials,
    discovery,
    createdAt,
    revision: {
      id: createId(),
      number: 1,
      createdAt,
      configuration: { protocol: protocol.id, ...found, videoSampling: input.videoSampling },
    },
  };
  return { record, warnings };
}

/**
 * What a run may set: what the user declares, else what the contract gives every model.
 * @throws PatchbayError INPUT_INVALID where the schema cannot be used
 */
export function findParametersSchema(
  { runParametersSchema }: PredictionProtocol,
  declared: NewModelInput['parametersSchema'],
): NewModelInput['parametersSchema'] {
  const given = runParametersSchema ? toFormSchema(runParametersSchema) : null;
  const schema = declared ?? given;
  assertParametersSchema(schema);
  return schema;
}
