import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import {
  type ManifestFault,
  manifestFaultSchema,
  type ReadManifest,
} from '@patchbay/core/api/trial-routes.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { summariseCredentials } from '@patchbay/core/model/credentials.ts';
import { parseManifest } from '@patchbay/protocols/foundry/manifest.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import * as z from 'zod';
import { checkOntology, valueOrThrow } from '../models/register-checks.ts';
import { findParametersSchema } from '../models/register-model.ts';

/** What a `model.yaml` describes, or what is wrong with it. Its secrets are not repeated. */
export function readManifest(manifest: string): ReadManifest {
  const parsed = parseManifest(manifest);
  if (!parsed.ok) return { model: null, faults: listFaults(parsed.problem), warnings: [] };
  const { credentials, unverified: _, ...model } = newModelSchema.parse(parsed.value);
  const fault = findOtherFault(model);
  if (fault) return { model: null, faults: listFaults(fault), warnings: [] };
  return {
    model: { ...model, credentials: summariseCredentials(credentials) },
    faults: [],
    warnings: [...parsed.warnings],
  };
}

/** What registering would refuse though the manifest reads well. */
function findOtherFault(
  model: Omit<z.output<typeof newModelSchema>, 'credentials' | 'unverified'>,
) {
  const protocol = valueOrThrow(findProtocol(model.protocol));
  try {
    if (model.ontology) checkOntology(protocol, model.ontology);
    findParametersSchema(protocol, model.parametersSchema);
    return null;
  } catch (error) {
    if (error instanceof PatchbayError) return error.toProblem();
    throw error;
  }
}

const placedFaultsSchema = z.array(manifestFaultSchema.partial({ corrected: true }));

/** The faults of a manifest at their places; of another problem its words. */
function listFaults({ message, details }: Problem): ManifestFault[] {
  const placed = placedFaultsSchema.safeParse(details?.faults);
  if (placed.success) return placed.data.map((fault) => ({ corrected: null, ...fault }));
  return [{ line: null, column: null, found: message, wanted: null, corrected: null }];
}
