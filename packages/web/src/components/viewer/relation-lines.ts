import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Shape } from './shape.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

/** A relation between two shapes, as a line between their middles. */
export interface RelationLine {
  /** Place of the relation in its prediction. */
  readonly index: number;
  /** Class of the relation. */
  readonly name: string;
  readonly from: Point;
  readonly to: Point;
}

/** The relations of a prediction both of whose ends are drawn. */
export function listRelationLines(
  annotations: readonly IndexedAnnotation[],
  shapes: readonly Shape[],
): RelationLine[] {
  if (!annotations.some(({ annotation }) => annotation.kind === 'relation')) return [];
  const middles = new Map(
    shapes.flatMap(({ annotation: { id }, isOther, bounds: { x, y, width, height } }) =>
      id === undefined
        ? []
        : [[nameEnd(id, isOther), { x: x + width / 2, y: y + height / 2 }] as const],
    ),
  );
  return annotations.flatMap(({ annotation, index, isOther = false }) => {
    if (annotation.kind !== 'relation') return [];
    const from = middles.get(nameEnd(annotation.from, isOther));
    const to = middles.get(nameEnd(annotation.to, isOther));
    return from && to ? [{ index, name: annotation.class, from, to }] : [];
  });
}

/** Two predictions may use the same names for different things. */
function nameEnd(id: string, isOther: boolean): string {
  return `${isOther ? 'other' : 'one'} ${id}`;
}
