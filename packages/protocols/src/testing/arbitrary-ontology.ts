import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import {
  type Classification,
  type Ontology,
  ontologySchema,
  type Tool,
  toolKinds,
} from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';

/** Names that hurt those who keep a model's words in plain objects. */
const dangerousNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a/b~c',
  'ünï 🦊',
];

/** A name as an ontology may have it: trimmed, not empty, without halves of characters. */
export const arbitraryName: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...dangerousNames) },
  {
    weight: 4,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 24 })
      .map((name) => name.replaceAll('\0', '').trim())
      .filter((name) => name !== ''),
  },
);

/** An ontology of the given kinds. Each name stands once, whatever its kind. */
export function arbitraryOntology(kinds: readonly AnnotationKind[]): fc.Arbitrary<Ontology> {
  return fc
    .uniqueArray(arbitraryName, { minLength: 1, maxLength: 5 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.constantFrom(...kinds).chain((kind) => arbitraryFeature(kind, name)),
        ),
      ),
    )
    .map((features) =>
      ontologySchema.parse({
        tools: features.filter(isTool),
        classifications: features.filter((feature) => !isTool(feature)),
      }),
    );
}

function arbitraryFeature(kind: AnnotationKind, name: string): fc.Arbitrary<Tool | Classification> {
  if (kind === 'radio' || kind === 'checklist') {
    return fc
      .uniqueArray(arbitraryName, { minLength: 1, maxLength: 4 })
      .map((values) => ({ kind, name, options: values.map((value) => ({ value })) }));
  }
  return fc.constant({ kind, name });
}

function isTool(feature: Tool | Classification): feature is Tool {
  return toolKinds.some((kind) => kind === feature.kind);
}
