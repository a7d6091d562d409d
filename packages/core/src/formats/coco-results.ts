import { type Annotation, drawnKinds } from '../annotation/annotation.ts';
import { type Box, boxAround, boxIou } from '../geometry/box.ts';
import { type Rings, ringsBox } from '../geometry/rings.ts';
import type { RunLength } from '../geometry/run-length.ts';
import { runLengthBox } from '../geometry/run-length-box.ts';
import { type CocoLoss, type CocoLossCode, createLossCounter } from './coco-losses.ts';
import type { ExportedDataRow } from './export-source.ts';

/** One row of COCO results, the de-facto format of predictions that pycocotools reads with `loadRes`. */
export interface CocoResult {
  readonly image_id: number;
  readonly category_id: number;
  /** Left, top, width and height in absolute pixels; on every row, because `loadRes` wants it so. */
  readonly bbox: readonly [number, number, number, number];
  /** Rings as flat lists of x and y, or a mask in packed run-length. */
  readonly segmentation?: readonly (readonly number[])[] | RunLength;
  readonly score: number;
}

/** What the numbers in the results mean, but for the images, which it follows in the legend. */
export interface CocoMeaning {
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly annotations: readonly [];
  readonly info: { readonly description: string; readonly losses: readonly CocoLoss[] };
}

/** An image in the legend of the results. */
export interface CocoImage {
  readonly id: number;
  /** The global key of the data row. */
  readonly file_name: string;
  readonly width?: number;
  readonly height?: number;
  readonly data_row_id: string;
}

/** The shapes that COCO knows. */
type Known = Extract<Annotation, { kind: 'bounding_box' | 'polygon' | 'mask' }>;

export type CocoResultsEncoder = ReturnType<typeof createCocoResultsEncoder>;

/**
 * Writes predictions as COCO results, one data row at a time. Images are numbered from 1 in the order in
 * which they come: give every image of the run in the order of the dataset, those without a prediction
 * with no annotations, and the numbers agree between runs. Categories are numbered from 1 in the order of
 * `classNames` (the tools of the ontology); classes beyond it follow as they come.
 *
 * The format wants a score: a shape without a confidence gets 1, as metrics take it to be. What the
 * format cannot say is counted in the losses of the legend.
 */
export function createCocoResultsEncoder(description: string, classNames: readonly string[]) {
  let imageCount = 0;
  const categories = new Map<string, number>();
  const losses = createLossCounter();
  const idOfCategory = (name: string) => {
    const id = categories.get(name) ?? categories.size + 1;
    categories.set(name, id);
    return id;
  };
  classNames.forEach(idOfCategory);

  const encodeShape = (annotation: Known, imageId: number): CocoResult => {
    const { box, segmentation } = describeShape(annotation);
    if (annotation.kind === 'polygon' && !segmentation) losses.add('HOLES');
    for (const loss of findLosses(annotation)) losses.add(loss);
    return {
      image_id: imageId,
      category_id: idOfCategory(annotation.class),
      bbox: [box.x, box.y, box.width, box.height],
      ...(segmentation && { segmentation }),
      score: annotation.confidence ?? 1,
    };
  };

  return {
    /** What a data row is in the legend, null where it is no image, and its rows in the results. */
    encode(
      dataRow: ExportedDataRow,
      annotations: readonly Annotation[],
    ): { image: CocoImage | null; results: CocoResult[] } {
      const isImage = dataRow.type === 'image';
      if (isImage) imageCount += 1;
      const results = annotations.flatMap((annotation) => {
        if (isImage && isKnown(annotation)) return [encodeShape(annotation, imageCount)];
        losses.add(findReason(dataRow, annotation));
        return [];
      });
      const { id: data_row_id, globalKey: file_name, image } = dataRow;
      const described = { id: imageCount, file_name, ...image, data_row_id };
      return { image: isImage ? described : null, results };
    },
    /** What the other numbers mean and what was lost, up to the last row encoded. */
    describe(): CocoMeaning {
      return {
        categories: [...categories].map(([name, id]) => ({ id, name })),
        annotations: [],
        info: { description, losses: losses.list() },
      };
    },
  };
}

function isKnown(annotation: Annotation): annotation is Known {
  return ['bounding_box', 'polygon', 'mask'].includes(annotation.kind);
}

/** Why an annotation is left out. */
function findReason({ type }: ExportedDataRow, { kind }: Annotation): CocoLossCode {
  const isShape = drawnKinds.some((drawn) => drawn === kind);
  if (!isShape) return 'NOT_DRAWN';
  return type === 'image' ? 'SHAPE_UNKNOWN' : 'NOT_AN_IMAGE';
}

/** What of an annotation has no place beside its shape. */
function findLosses(annotation: Known): CocoLossCode[] {
  const { confidence, text, attributes, unknownClass, classifications } = annotation;
  const losses: CocoLossCode[] = [];
  if (confidence === null) losses.push('CONFIDENCE_MISSING');
  if (classifications?.length) losses.push('NESTED_ANSWERS');
  if (text !== undefined) losses.push('TEXT');
  if (attributes?.length) losses.push('ATTRIBUTES');
  if (unknownClass) losses.push('UNKNOWN_CLASS');
  return losses;
}

function describeShape(annotation: Known): {
  box: Box;
  segmentation?: CocoResult['segmentation'];
} {
  switch (annotation.kind) {
    case 'bounding_box':
      return { box: annotation.box };
    case 'mask':
      return { box: runLengthBox(annotation.mask), segmentation: annotation.mask };
    case 'polygon': {
      const box = ringsBox(annotation.rings);
      if (!ringsLieApart(annotation.rings)) return { box };
      return {
        box,
        segmentation: annotation.rings.map((ring) => ring.flatMap(({ x, y }) => [x, y])),
      };
    }
  }
}

/** Whether no ring can be a hole of another: COCO takes several rings for the sum of their areas. */
function ringsLieApart(rings: Rings): boolean {
  const boxes = rings.map(boxAround);
  return boxes.every((box, index) =>
    boxes.slice(index + 1).every((other) => boxIou(box, other) === 0),
  );
}
