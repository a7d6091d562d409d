import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import {
  type Classification,
  type Ontology,
  ontologySchema,
  type Tool,
  toolKinds,
} from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { arbitraryQuestion, arbitraryQuestions, type QuestionKind } from './arbitrary-question.ts';
import { arbitraryName } from './arbitrary-text.ts';

/** Where the ontologies of a protocol may have questions besides those for the whole row. */
export interface NestedQuestions {
  /** Whether tools may have questions, and what they marked the answers. */
  readonly toolQuestions?: boolean;
  /** Whether options may have questions, and answers that choose them the answers. */
  readonly optionQuestions?: boolean;
}

/** An ontology of the given kinds. Each name stands once at its place, whatever its kind. */
export function arbitraryOntology(
  kinds: readonly AnnotationKind[],
  nested: NestedQuestions = {},
): fc.Arbitrary<Ontology> {
  return fc
    .uniqueArray(arbitraryName, { minLength: 1, maxLength: 5 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.constantFrom(...kinds).chain((kind) => arbitraryFeature(kind, name, kinds, nested)),
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

/** Deeper questions are read by the same code. */
const deepest = 2;

function arbitraryFeature(
  kind: AnnotationKind,
  name: string,
  kinds: readonly AnnotationKind[],
  { toolQuestions = false, optionQuestions = false }: NestedQuestions,
): fc.Arbitrary<Tool | Classification> {
  const questionKinds = kinds.filter(isQuestionKind);
  const depth = optionQuestions ? deepest : 0;
  if (isQuestionKind(kind)) return arbitraryQuestion(kind, name, questionKinds, depth);
  // Relations have no place for answers.
  if (!toolQuestions || kind === 'tag' || kind === 'relation') return fc.constant({ kind, name });
  return arbitraryQuestions(questionKinds, depth).map((classifications) => ({
    kind,
    name,
    ...(classifications.length > 0 && { classifications }),
  }));
}

function isQuestionKind(kind: AnnotationKind): kind is QuestionKind {
  return kind === 'radio' || kind === 'checklist' || kind === 'free_text';
}

function isTool(feature: Tool | Classification): feature is Tool {
  return toolKinds.some((kind) => kind === feature.kind);
}
