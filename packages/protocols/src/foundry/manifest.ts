import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { explainIssue } from './manifest-issue.ts';
import { failManifest, smallestManifest } from './manifest-problem.ts';
import { type Manifest, manifestSchema } from './manifest-schema.ts';
import { readManifestYaml } from './manifest-yaml.ts';
import { isFoundryKind, wireKinds } from './ontology.ts';

/** More than this is no manifest. In characters. */
export const maximumManifestLength = 262_144;

/**
 * Reads a `model.yaml` as what registers its model. MANIFEST_INVALID names line and column, what was
 * wanted and how it would be right.
 */
export function parseManifest(text: string): Outcome<NewModel> {
  if (text.length > maximumManifestLength) {
    return failManifest({
      place: { line: 1, column: 1 },
      found: `the manifest has ${text.length} characters`,
      wanted: `at most ${maximumManifestLength}; long texts belong behind a link in the readme`,
      corrected: smallestManifest,
    });
  }
  return andThen(readManifestYaml(text), (document) => {
    const checked = manifestSchema.safeParse(document.value);
    if (checked.success) {
      return succeed(toNewModel(checked.data), describeDifferences(checked.data));
    }
    const [issue] = checked.error.issues;
    if (!issue) throw checked.error;
    return explainIssue(issue, document);
  });
}

function toNewModel(manifest: Manifest): NewModel {
  const supported = dataRowTypes.filter((type) => manifest.allowed_asset_types?.includes(type));
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
    ...(supported.length > 0 && { dataRowTypes: supported }),
  };
}

/** What stands in the manifest without consequence: kinds that are not allowed. */
function describeDifferences(manifest: Manifest): Warning[] {
  const warnings: Warning[] = [];
  const allowed = manifest.allowed_feature_kinds ?? [];
  const used = manifest.ontology ? listFeatures(manifest.ontology) : [];
  const kinds = used.flatMap(({ kind }) => (isFoundryKind(kind) ? [wireKinds[kind]] : []));
  const missing = [...new Set(kinds)].filter((kind) => !allowed.includes(kind));
  if (allowed.length > 0 && missing.length > 0) {
    const message = `The ontology has ${missing.join(', ')}, which allowed_feature_kinds leaves out; the ontology was used.`;
    warnings.push({ code: 'FEATURE_KINDS_DIFFER', message, pointer: '/allowed_feature_kinds' });
  }
  return warnings;
}
