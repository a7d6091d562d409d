import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** What a person has chosen to see of a prediction. */
export interface Visibility {
  readonly hiddenClasses: ReadonlySet<string>;
  /** The least confidence, 0 to 1. */
  readonly threshold: number;
}

/** An annotation with its place in the prediction, which names it on the page. */
export interface IndexedAnnotation {
  readonly index: number;
  readonly annotation: Annotation;
  /** Of two predictions over each other the one that is drawn dashed. */
  readonly isOther?: boolean;
  /** 0 to 1; 1 where it is left out. */
  readonly opacity?: number;
}

/** The annotations of a prediction with their places. */
export function indexAnnotations(annotations: readonly Annotation[]): IndexedAnnotation[] {
  return annotations.map((annotation, index) => ({ annotation, index }));
}

/** Whether an annotation is to be shown. One whose confidence the model did not say is never below the threshold. */
export function isVisible(
  { class: name, confidence }: Annotation,
  { hiddenClasses, threshold }: Visibility,
): boolean {
  return !hiddenClasses.has(name) && (confidence === null || confidence >= threshold);
}

/** The annotations to be shown. */
export function listVisible(
  annotations: readonly IndexedAnnotation[],
  visibility: Visibility,
): IndexedAnnotation[] {
  return annotations.filter(({ annotation }) => isVisible(annotation, visibility));
}

/** How often each class stands in a prediction, most frequent first. */
export function countClasses(annotations: readonly Annotation[]) {
  const counts = new Map<string, { name: string; count: number; isUnknown: boolean }>();
  for (const { class: name, unknownClass = false } of annotations) {
    const entry = counts.get(name) ?? { name, count: 0, isUnknown: unknownClass };
    entry.count += 1;
    counts.set(name, entry);
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}
