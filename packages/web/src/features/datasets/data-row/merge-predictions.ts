import type { PredictionView } from '@patchbay/core/api/item-routes.ts';

/** What a panel and a viewer need of a prediction. */
export type ShownPrediction = Pick<PredictionView, 'id' | 'annotations' | 'warnings'>;

/**
 * Two predictions as one, to be looked at on one picture: the classes of each say to which it belongs, so that
 * each can be hidden, and has colours of its own.
 */
export function mergePredictions(
  predictions: readonly { readonly mark: string; readonly prediction: ShownPrediction }[],
): ShownPrediction | null {
  const [only, second] = predictions;
  if (!only) return null;
  if (!second) return only.prediction;
  return {
    id: predictions.map(({ prediction }) => prediction.id).join('+'),
    annotations: predictions.flatMap(({ mark, prediction }) =>
      prediction.annotations.map((annotation) => ({
        ...annotation,
        class: `${mark} · ${annotation.class}`,
      })),
    ),
    warnings: predictions.flatMap(({ prediction }) => prediction.warnings),
  };
}
