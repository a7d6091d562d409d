import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import {
  type Classification,
  classificationKinds,
  listFeatures,
  type Ontology,
  toolKinds,
} from '@patchbay/core/ontology/ontology.ts';

/** One class as it stands in the form. */
export interface FeatureDraft {
  /** Names the row while it is edited. */
  readonly key: number;
  readonly kind: AnnotationKind;
  readonly name: string;
  /** The options of a radio or a checklist, with commas between them. */
  readonly options: string;
}

/** Whether a class of this kind has options to choose from. */
export function hasOptions(kind: AnnotationKind): kind is 'radio' | 'checklist' {
  return kind === 'radio' || kind === 'checklist';
}

/** The ontology that was entered; rows without a name are left out. The hub checks the rest. */
export function readOntology(drafts: readonly FeatureDraft[]): Ontology {
  const named = drafts
    .map((draft) => ({ ...draft, name: draft.name.trim() }))
    .filter(({ name }) => name !== '');
  return {
    tools: named.flatMap(({ kind, name }) =>
      toolKinds.filter((tool) => tool === kind).map((tool) => ({ kind: tool, name })),
    ),
    classifications: named.flatMap(readClassification),
  };
}

function readClassification({ kind, name, options }: FeatureDraft): Classification[] {
  if (kind === 'free_text' || kind === 'tag') return [{ kind, name }];
  if (!hasOptions(kind)) return [];
  const values = options
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
  return [{ kind, name, options: values.map((value) => ({ value })) }];
}

/** The kinds of classes that a protocol can carry. */
export function listClassKinds({ annotationKinds }: ProtocolView): AnnotationKind[] {
  return [...toolKinds, ...classificationKinds].filter((kind) => annotationKinds.includes(kind));
}

/**
 * The rows of the form for an ontology; null where it has more than they can say: questions below
 * classes, instructions, other words for options.
 */
export function draftFeatures(ontology: Ontology): FeatureDraft[] | null {
  const drafts = listFeatures(ontology).map((feature, key) => ({
    key,
    kind: feature.kind,
    name: feature.name,
    options: 'options' in feature ? feature.options.map(({ value }) => value).join(', ') : '',
  }));
  const isWhole = sortedJson(readOntology(drafts)) === sortedJson(ontology);
  return isWhole ? drafts : null;
}

/** JSON in which the order of properties does not matter. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
