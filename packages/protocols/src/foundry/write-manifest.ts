import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import {
  type Feature,
  listFeatures,
  type Ontology,
  type Option,
  type Question,
} from '@patchbay/core/ontology/ontology.ts';
import { Document, visit } from 'yaml';
import { isFoundryKind, listWireKinds, wireKinds } from './ontology.ts';

/** What a manifest says of a model. */
export interface ManifestContent {
  readonly name: string;
  /** The address that takes the POST. */
  readonly url: string;
  /** The token that the endpoint wants. Leave it out of manifests that others may read. */
  readonly secret?: string;
  readonly description?: string;
  /** Markdown. */
  readonly readme?: string;
  readonly dataRowTypes?: readonly DataRowType[];
  /** Classes of a kind that manifests have no word for stand in a comment. */
  readonly ontology?: Ontology;
  /** JSON Schema (2020-12) of the parameters; null where there are none. */
  readonly parametersSchema?: { readonly [keyword: string]: Json } | null;
  readonly requestsPerSecond?: number | null;
  readonly maxTokens?: number;
}

/** Writes a `model.yaml` that `parseManifest` reads as what was given. */
export function writeManifest(content: ManifestContent): string {
  const { dataRowTypes = [], ontology, requestsPerSecond, maxTokens } = content;
  const manifest = {
    name: content.name,
    inference_endpoint: content.url,
    ...(content.secret && { secrets: content.secret }),
    ...(requestsPerSecond && { requests_per_second: requestsPerSecond }),
    ...(content.description && { description: content.description }),
    ...(content.readme && { readme: content.readme }),
    ...(dataRowTypes.length > 0 && { allowed_asset_types: dataRowTypes }),
    ...(ontology && {
      allowed_feature_kinds: listWireKinds(ontology),
      ontology: writeOntology(ontology, dataRowTypes),
    }),
    ...(content.parametersSchema && { inference_params_json_schema: content.parametersSchema }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
  };
  return writeYaml(manifest) + (ontology ? nameLeftOut(ontology) : '');
}

/** Nothing is folded, and what stands twice is written out: every reader of YAML understands that. */
function writeYaml(manifest: object): string {
  const document = new Document(manifest, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      const { value } = scalar;
      if (typeof value !== 'string' || !value.includes('\n')) return;
      // Lines of blanks alone lose some of them as a block.
      if (value.trim() === '') scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

function writeOntology(ontology: Ontology, [type, another]: readonly DataRowType[]): object {
  return {
    ...(type && !another && { media_type: type.toUpperCase() }),
    tools: ontology.tools.flatMap(({ kind, name, classifications = [] }) =>
      isFoundryKind(kind)
        ? [{ name, tool: wireKinds[kind], ...writeQuestions(classifications, 'classifications') }]
        : [],
    ),
    ...writeQuestions(ontology.classifications, 'classifications'),
  };
}

/** Questions under a key; nothing where there are none. */
function writeQuestions(
  questions: readonly (Question | Feature)[],
  key: 'classifications' | 'options',
): object {
  const written = questions.flatMap((question) => {
    const { kind, name } = question;
    if (!isFoundryKind(kind)) return [];
    const { instructions = undefined } = 'instructions' in question ? question : {};
    const options = 'options' in question ? question.options : [];
    return [
      {
        name,
        ...(instructions && { instructions }),
        type: wireKinds[kind],
        ...(options.length > 0 && { options: options.map(writeOption) }),
      },
    ];
  });
  return written.length > 0 ? { [key]: written } : {};
}

function writeOption({ value, label, classifications = [] }: Option): object {
  return { ...(label && { label }), value, ...writeQuestions(classifications, 'options') };
}

function nameLeftOut(ontology: Ontology): string {
  const leftOut = listFeatures(ontology).filter(({ kind }) => !isFoundryKind(kind));
  return leftOut
    .map(
      ({ kind, name }) =>
        `# Left out, a manifest has no word for it: ${kind} ${JSON.stringify(name)}\n`,
    )
    .join('');
}
