import type { Annotation } from '../annotation/annotation.ts';
import type { ExportedPrediction } from './export-source.ts';

/** Which annotations of a run are exported. */
export interface AnnotationSelection {
  /** Only those of this class. */
  readonly class?: string | undefined;
  /** Only those at least so sure, from 0 to 1; those without a confidence are left out. */
  readonly minimumConfidence?: number | undefined;
}

const utf8 = new TextDecoder();

/** Whether a selection leaves nothing out. */
export function isWhole({ class: name, minimumConfidence }: AnnotationSelection): boolean {
  return name === undefined && minimumConfidence === undefined;
}

/** The annotations of a prediction that a selection wants. */
export function selectAnnotations(
  prediction: ExportedPrediction | null,
  selection: AnnotationSelection,
): Annotation[] {
  if (prediction === null) return [];
  const annotations: Annotation[] = JSON.parse(utf8.decode(prediction.annotations));
  if (isWhole(selection)) return annotations;
  const { class: name, minimumConfidence } = selection;
  return annotations.filter(
    (annotation) =>
      (name === undefined || annotation.class === name) &&
      (minimumConfidence === undefined || (annotation.confidence ?? -1) >= minimumConfidence),
  );
}
