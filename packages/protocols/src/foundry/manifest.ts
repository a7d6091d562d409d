import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { describeDifferences, isRowType } from './manifest-differences.ts';
import { explainIssues } from './manifest-issue.ts';
import { type MediaType, readMediaType } from './manifest-media-type.ts';
import { failManifest, smallestManifest } from './manifest-problem.ts';
import { type Manifest, manifestSchema } from './manifest-schema.ts';
import { readManifestYaml } from './manifest-yaml.ts';

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
      return succeed(
        toNewModel(checked.data, mediaType),
        describeDifferences(checked.data, mediaType),
      );
    }
    return explainIssues(checked.error.issues, document);
  });
}

function toNewModel(manifest: Manifest, mediaType: MediaType | null): NewModel {
  const ofMedia = mediaType !== null && isRowType(mediaType) ? [mediaType] : [];
  const allowed = manifest.allowed_asset_types ?? ofMedia;
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
