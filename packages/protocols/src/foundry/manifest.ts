import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type * as z from 'zod';
import { explainIssue } from './manifest-issue.ts';
import { readMediaType } from './manifest-media-type.ts';
import { failManifest, smallestManifest } from './manifest-problem.ts';
import { type Manifest, manifestSchema } from './manifest-schema.ts';
import { readManifestYaml } from './manifest-yaml.ts';
import { listWireKinds, wireKinds } from './ontology.ts';

/** More than this is no manifest. In bytes of UTF-8. */
export const maximumManifestBytes = 262_144;

/**
 * Reads a `model.yaml` as what registers its model. MANIFEST_INVALID names line and column, what was
 * wanted and how it would be right.
 */
export function parseManifest(text: string): Outcome<NewModel> {
  const size = new TextEncoder().encode(text).length;
  if (size > maximumManifestBytes) {
    return failManifest({
      place: { line: 1, column: 1 },
      found: `the manifest has ${size} bytes`,
      wanted: `at most ${maximumManifestBytes}; long texts belong behind a link in the readme`,
      corrected: smallestManifest,
    });
  }
  return andThen(readManifestYaml(text), (document) => {
    const checked = manifestSchema.safeParse(document.value);
    if (checked.success) {
      const mediaType = readMediaType(document.value);
      return succeed(toNewModel(checked.data, mediaType), describeDifferences(checked.data));
    }
    return explainIssue(chooseIssue(checked.error), document);
  });
}

/** The first issue; or, where a key is missing and its block has a strange one, the strange one. */
function chooseIssue({ issues }: z.ZodError): z.core.$ZodIssue {
  const [first] = issues;
  if (!first) throw new Error('An error without an issue.');
  const block = toJsonPointer(first.path.slice(0, -1));
  const strange = issues.find(
    ({ code, path }) => code === 'unrecognized_keys' && toJsonPointer(path) === block,
  );
  return strange ?? first;
}

function toNewModel(manifest: Manifest, mediaType: DataRowType | null): NewModel {
  const allowed = manifest.allowed_asset_types ?? (mediaType ? [mediaType] : []);
  const taken = dataRowTypes.filter((type) => allowed.includes(type));
  return {
    name: manifest.name,
    protocol: 'foundry',
    connection: {
      url: manifest.inference_endpoint,
      ...(manifest.max_tokens && { maxTokens: manifest.max_tokens }),
    },
    credentials: manifest.secrets ? { bearer: { token: manifest.secrets } } : {},
    parametersSchema: manifest.inference_params_json_schema ?? null,
    limits: { requestsPerSecond: manifest.requests_per_second ?? null },
    ...(manifest.description && { description: manifest.description }),
    ...(manifest.readme && { readme: manifest.readme }),
    ...(manifest.ontology && { ontology: manifest.ontology }),
    ...(taken.length > 0 && { dataRowTypes: taken }),
  };
}

/** What stands in the manifest without consequence: kinds that are not allowed. */
function describeDifferences(manifest: Manifest): Warning[] {
  const allowed = manifest.allowed_feature_kinds ?? [];
  if (allowed.length === 0) return [];
  const known = new Set<string>(
    allowed.map((kind) => (kind === 'superpixel' ? wireKinds.mask : kind)),
  );
  const used = manifest.ontology ? listWireKinds(manifest.ontology) : [];
  const missing = used.filter((kind) => !known.has(kind));
  if (missing.length === 0) return [];
  const message = `The ontology has ${missing.join(', ')}, which allowed_feature_kinds leaves out; the ontology was used.`;
  return [{ code: 'FEATURE_KINDS_DIFFER', message, pointer: '/allowed_feature_kinds' }];
}
