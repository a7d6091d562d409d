/** What COCO results cannot say, and what was done instead. */
export const cocoLosses = {
  NOT_AN_IMAGE:
    'What was found in videos and other rows than images was left out: COCO results know images',
  NOT_DRAWN: 'Entities, relations, answers and tags were left out: COCO results know only shapes',
  SHAPE_UNKNOWN:
    'Lines, points, ellipses, cuboids, skeletons and vectors were left out: COCO results know boxes, polygons and masks',
  HOLES: 'Polygons with holes or overlapping rings were written as their box alone',
  CONFIDENCE_MISSING: 'Shapes without a confidence were written with the score 1',
  NESTED_ANSWERS: 'The answers to questions about a shape were left out',
  TEXT: 'The text of a shape was left out',
  ATTRIBUTES: 'The attributes of a shape were left out',
  UNKNOWN_CLASS: 'Classes beyond the ontology were written like the others, without their mark',
} as const;
export type CocoLossCode = keyof typeof cocoLosses;

/** How often one thing was lost. */
export interface CocoLoss {
  readonly code: CocoLossCode;
  readonly message: string;
  readonly count: number;
}

/** Counts losses by their code. */
export function createLossCounter() {
  const counts = new Map<CocoLossCode, number>();
  return {
    add(code: CocoLossCode): void {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    },
    /** In the order of the table, without those that did not happen. */
    list(): CocoLoss[] {
      return Object.entries(cocoLosses).flatMap(([code, message]) => {
        const count = counts.get(code as CocoLossCode) ?? 0;
        return count > 0 ? [{ code: code as CocoLossCode, message, count }] : [];
      });
    },
  };
}
