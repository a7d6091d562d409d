import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import { classificationKinds } from '@patchbay/core/ontology/ontology.ts';
import { useMemo, useState } from 'react';
import { type IndexedAnnotation, listVisible } from './visible-annotations.ts';

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
  readonly highlighted: number | null;
  highlight(index: number | null): void;
}

/** What there is to show: a saved prediction, or an answer that has an id while it is looked at. */
export type ShownPrediction = Pick<PredictionView, 'id' | 'annotations'>;

const answering: ReadonlySet<string> = new Set(classificationKinds);

/** Keeps classes and threshold from item to item, so that stepping through a run shows the same. */
export function usePredictionDisplay(prediction: ShownPrediction | null): PredictionDisplay {
  const [hiddenClasses, setHiddenClasses] = useState<ReadonlySet<string>>(new Set());
  const [threshold, setThreshold] = useState(0);
  const [pointedAt, setPointedAt] = useState<{ predictionId: string; index: number } | null>(null);
  const shown = useMemo(() => {
    const visible = listVisible(prediction?.annotations ?? [], { hiddenClasses, threshold });
    const isAnswer = ({ annotation }: IndexedAnnotation) => answering.has(annotation.kind);
    return {
      visible,
      marked: visible.filter((entry) => !isAnswer(entry)),
      answers: visible.filter(isAnswer),
    };
  }, [prediction, hiddenClasses, threshold]);
  const predictionId = prediction?.id ?? '';
  return {
    ...shown,
    hiddenClasses,
    setHiddenClasses,
    threshold,
    setThreshold,
    // An index means nothing in the prediction of the next item.
    highlighted: pointedAt?.predictionId === predictionId ? pointedAt.index : null,
    highlight: (index) => setPointedAt(index === null ? null : { predictionId, index }),
  };
}
