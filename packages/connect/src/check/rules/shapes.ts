import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { annotationExtent } from '@patchbay/core/annotation/annotation-extent.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import type { Asked, CheckRecord } from '../session/check-record.ts';
import { listRead } from './sightings.ts';

/** A shape that a model drew, as far as its numbers can be in a wrong unit. */
export interface DrawnShape {
  readonly asked: Asked;
  readonly image: ImageSize;
  readonly annotation: Annotation;
  /** The smallest box around its points, as they were read. */
  readonly extent: Box;
}

/** All shapes of the answers that were read, answer by answer. */
export function listShapes(record: CheckRecord): DrawnShape[] {
  return listRead(record).flatMap((asked) => {
    const image = imageOf(asked.input.row);
    if (!asked.outcome.ok || !image) return [];
    return asked.outcome.value.annotations.flatMap((annotation) => {
      const extent = annotationExtent(annotation);
      return extent ? [{ asked, image, annotation, extent }] : [];
    });
  });
}

function imageOf(row: AnsweredRow): ImageSize | null {
  return row.type === 'image' || row.type === 'video' ? row.size : null;
}
