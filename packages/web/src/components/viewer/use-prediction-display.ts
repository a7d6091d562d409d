import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import { classificationKinds } from '@patchbay/core/ontology/ontology.ts';
import { useMemo, useState } from 'react';
import { type AnnotationFocus, useAnnotationFocus } from './use-annotation-focus.ts';
import { type IndexedAnnotation, indexAnnotations, listVisible } from './visible-annotations.ts';

/** What is shown of a prediction and what is pointed at, for the picture and the lists alike. */
export interface PredictionDisplay {
  readonly visible: readonly IndexedAnnotation[];
  /** The visible ones that are drawn on an image or marked in a text. */
  readonly marked: readonly IndexedAnnotation[];
  /** The visible ones that answer for the whole data row. */
  readonly answers: readonly IndexedAnnotation[];
  readonly hiddenClasses: ReadonlySet<string>;
  setHiddenClasses(hidden: ReadonlySet<string>): void;
  readonly threshold: number;
  setThreshold(threshold: number): void;
  /** Whether nothing is shown for a moment, to see the data row itself. */
  readonly isHidden: boolean;
  setHidden(isHidden: boolean): void;
  readonly focus: AnnotationFocus;
}

/** What there is to show: a saved prediction, or an answer that has an id while it is looked at. */
export type ShownPrediction = Pick<PredictionView, 'id' | 'annotations'>;

const answering: ReadonlySet<string> = new Set(classificationKinds);

/** Keeps classes and threshold from item to item, so that stepping through a run shows the same. */
export function usePredictionDisplay(prediction: ShownPrediction | null): PredictionDisplay {
  const [hiddenClasses, setHiddenClasses] = useState<ReadonlySet<string>>(new Set());
  const [threshold, setThreshold] = useState(0);
  const [isHidden, setHidden] = useState(false);
  const focus = useAnnotationFocus(prediction?.id ?? '');
  const indexed = useMemo(() => indexAnnotations(prediction?.annotations ?? []), [prediction]);
  const shown = useMemo(() => {
    const visible = listVisible(indexed, { hiddenClasses, threshold });
    return {
      visible,
      marked: visible.filter((entry) => !isAnswer(entry)),
      answers: visible.filter(isAnswer),
    };
  }, [indexed, hiddenClasses, threshold]);
  const choices = { hiddenClasses, setHiddenClasses, threshold, setThreshold, isHidden, setHidden };
  return { ...shown, ...choices, focus };
}

/** Whether an annotation answers for the whole data row. */
function isAnswer({ annotation }: IndexedAnnotation): boolean {
  return answering.has(annotation.kind);
}
