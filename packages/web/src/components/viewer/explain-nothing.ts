import { annotationExtent } from '@patchbay/core/annotation/annotation-extent.ts';
import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { WarningCode } from '@patchbay/core/error/warning-codes.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import { canLookNormalised, looksNormalised } from '@patchbay/core/geometry/coordinate-looks.ts';
import { isVisible, type Visibility } from './visible-annotations.ts';

/** Why a person sees no annotation of an item that succeeded. */
export type NothingReason =
  /** The answer names nothing, and nothing in it was left out. */
  | { readonly why: 'empty-answer' }
  /** There was something in the answer, and none of it could be kept. */
  | { readonly why: 'left-out'; readonly warnings: readonly Warning[] }
  /** All that was found is below the threshold that is set on the page, or of classes that are hidden there. */
  | {
      readonly why: 'hidden-here';
      readonly count: number;
      readonly belowThreshold: number;
      /** The highest confidence of those below it; null where there are none. */
      readonly highest: number | null;
      readonly ofHiddenClasses: number;
    }
  /** All shapes lie wholly outside of the image. */
  | { readonly why: 'outside'; readonly count: number }
  /** All shapes lie within one pixel of the corner: their coordinates look like parts of the image. */
  | { readonly why: 'normalised'; readonly count: number }
  /** What was found is kept, but none of its classes is in the ontology. */
  | { readonly why: 'unknown-classes'; readonly count: number; readonly names: readonly string[] };

/** Warnings that something of an answer was not kept. */
const losses: ReadonlySet<WarningCode> = new Set([
  'RESULT_DROPPED',
  'QUOTE_NOT_FOUND',
  'KIND_NOT_CARRIED',
  'CLASS_UNKNOWN',
  'FIELD_IGNORED',
]);

/**
 * Says why nothing, or nothing that counts, is to be seen of a prediction. Null where there is something.
 * `image` is the size of the image in pixels; null for everything else.
 */
export function explainNothing(
  { annotations, warnings }: Pick<PredictionView, 'annotations' | 'warnings'>,
  visibility: Visibility,
  image: ImageSize | null,
): NothingReason | null {
  if (annotations.length === 0) {
    const lost = warnings.filter(({ code }) => losses.has(code));
    return lost.length > 0 ? { why: 'left-out', warnings: lost } : { why: 'empty-answer' };
  }
  if (!annotations.some((annotation) => isVisible(annotation, visibility))) {
    return explainHidden(annotations, visibility);
  }
  const unseen = image && explainUnseen(annotations, image);
  if (unseen) return unseen;
  if (annotations.every(({ unknownClass }) => unknownClass)) {
    const names = [...new Set(annotations.map((annotation) => annotation.class))].sort();
    return { why: 'unknown-classes', count: annotations.length, names };
  }
  return null;
}

type Annotations = PredictionView['annotations'];

function explainHidden(
  annotations: Annotations,
  { hiddenClasses, threshold }: Visibility,
): NothingReason {
  const below = annotations.flatMap(({ confidence }) =>
    confidence !== null && confidence < threshold ? [confidence] : [],
  );
  return {
    why: 'hidden-here',
    count: annotations.length,
    belowThreshold: below.length,
    highest: below.length > 0 ? below.reduce((most, one) => Math.max(most, one), 0) : null,
    ofHiddenClasses: annotations.filter((annotation) => hiddenClasses.has(annotation.class)).length,
  };
}

/** Where all that is drawn lies so that nobody sees it. */
function explainUnseen(annotations: Annotations, image: ImageSize): NothingReason | null {
  const extents = annotations.map(annotationExtent).filter((extent) => extent !== null);
  if (extents.length < annotations.length || extents.length === 0) return null;
  const count = extents.length;
  if (extents.every((extent) => isOutside(extent, image))) return { why: 'outside', count };
  if (canLookNormalised(image) && extents.every(looksNormalised)) {
    return { why: 'normalised', count };
  }
  return null;
}

function isOutside({ x, y, width, height }: Box, image: ImageSize): boolean {
  return x >= image.width || y >= image.height || x + width <= 0 || y + height <= 0;
}
