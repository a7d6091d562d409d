import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import { type Classification, type Ontology, toolKinds } from '@patchbay/core/ontology/ontology.ts';

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
