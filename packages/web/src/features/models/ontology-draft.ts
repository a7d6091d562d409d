import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import {
  type Classification,
  classificationKinds,
  type Feature,
  listFeatures,
  type Ontology,
  type Question,
  toolKinds,
} from '@patchbay/core/ontology/ontology.ts';

/** One class, or one question below it, as it stands in the form. */
export interface FeatureDraft {
  /** Names the row among its neighbours while it is edited. */
  readonly key: number;
  readonly kind: AnnotationKind;
  readonly name: string;
  /** The options of a radio or a checklist, one a line. */
  readonly options: string;
  /** What people read in place of an option, by its value. */
  readonly labels: { readonly [value: string]: string };
  readonly instructions?: string | undefined;
  /** What is asked about everything that a tool marked, or where an option is chosen. */
  readonly questions: readonly QuestionDraft[];
}

/** A question, and the option with which it is asked; empty below a tool. */
export interface QuestionDraft extends FeatureDraft {
  readonly under: string;
}

/** A row in which nothing stands yet. */
export function emptyFeature(key: number, kind: AnnotationKind): FeatureDraft {
  return { key, kind, name: '', options: '', labels: {}, questions: [] };
}

/** A key that no row has yet. */
export function nextKey(drafts: readonly FeatureDraft[]): number {
  return 1 + Math.max(0, ...drafts.map(({ key }) => key));
}

/** Whether a class of this kind has options to choose from. */
export function hasOptions(kind: AnnotationKind): kind is 'radio' | 'checklist' {
  return kind === 'radio' || kind === 'checklist';
}

/** Whether questions can be asked below a class of this kind. */
export function hasQuestions(kind: AnnotationKind): boolean {
  return hasOptions(kind) || toolKinds.some((tool) => tool === kind);
}

/** The options that stand in a draft, without empty lines. */
export function listOptions({ options }: Pick<FeatureDraft, 'options'>): string[] {
  return options
    .split('\n')
    .map((value) => value.trim())
    .filter(Boolean);
}

/** Other lines for the options: where one was only renamed, its questions and its label go along. */
export function retypeOptions<Draft extends FeatureDraft>(draft: Draft, options: string): Draft {
  const before = listOptions(draft);
  const after = listOptions({ options });
  if (before.length !== after.length) return { ...draft, options };
  const renamed = new Map(before.map((value, index) => [value, after[index] ?? value]));
  const rename = (value: string) => renamed.get(value) ?? value;
  return {
    ...draft,
    options,
    labels: Object.fromEntries(
      Object.entries(draft.labels).map(([value, label]) => [rename(value), label]),
    ),
    questions: draft.questions.map((question) => ({ ...question, under: rename(question.under) })),
  };
}

/** The ontology that was entered; rows without a name are left out. The hub checks the rest. */
export function readOntology(drafts: readonly FeatureDraft[]): Ontology {
  const named = drafts.filter(isNamed);
  return {
    tools: named.flatMap((draft) =>
      toolKinds
        .filter((tool) => tool === draft.kind)
        .map((kind) => ({ kind, name: draft.name.trim(), ...readBelow(draft, '') })),
    ),
    classifications: named.flatMap(readClassification),
  };
}

function isNamed({ name }: FeatureDraft): boolean {
  return name.trim() !== '';
}

function readClassification(draft: FeatureDraft): Classification[] {
  const name = draft.name.trim();
  return draft.kind === 'tag' ? [{ kind: 'tag', name }] : readQuestion(draft);
}

function readQuestion(draft: FeatureDraft): Question[] {
  const { kind, instructions } = draft;
  const named = {
    name: draft.name.trim(),
    ...(instructions !== undefined && { instructions }),
  };
  if (kind === 'free_text') return [{ kind, ...named }];
  if (!hasOptions(kind)) return [];
  const options = listOptions(draft).map((value) => {
    const label = draft.labels[value];
    return { value, ...(label !== undefined && { label }), ...readBelow(draft, value) };
  });
  return [{ kind, ...named, options }];
}

function readBelow({ questions }: FeatureDraft, under: string): { classifications?: Question[] } {
  const asked = questions.filter((question) => question.under === under && isNamed(question));
  return asked.length > 0 ? { classifications: asked.flatMap(readQuestion) } : {};
}

/** The kinds of classes that a protocol can carry. */
export function listClassKinds({ annotationKinds }: ProtocolView): AnnotationKind[] {
  return [...toolKinds, ...classificationKinds].filter((kind) => annotationKinds.includes(kind));
}

/** The rows of the form for an ontology; null where it has something that they cannot say. */
export function draftFeatures(ontology: Ontology): FeatureDraft[] | null {
  const drafts = listFeatures(ontology).map(draftFeature);
  return sortedJson(readOntology(drafts)) === sortedJson(ontology) ? drafts : null;
}

function draftFeature(feature: Feature | Question, key: number): FeatureDraft {
  const options = 'options' in feature ? feature.options : [];
  const labelled = options.flatMap(({ value, label }) =>
    label === undefined ? [] : [[value, label] as const],
  );
  return {
    key,
    kind: feature.kind,
    name: feature.name,
    options: options.map(({ value }) => value).join('\n'),
    labels: Object.fromEntries(labelled),
    ...('instructions' in feature && { instructions: feature.instructions }),
    questions: listBelow(feature).map(({ question, under }, index) => ({
      ...draftFeature(question, index),
      under,
    })),
  };
}

function listBelow(feature: Feature | Question): { question: Question; under: string }[] {
  if ('options' in feature) {
    return feature.options.flatMap(({ value, classifications = [] }) =>
      classifications.map((question) => ({ question, under: value })),
    );
  }
  const below = 'classifications' in feature ? (feature.classifications ?? []) : [];
  return below.map((question) => ({ question, under: '' }));
}

/** JSON in which the order of properties does not matter. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
