import type { Annotation } from '../annotation/annotation.ts';
import { annotationExtent } from '../annotation/annotation-extent.ts';
import { type Box, boxIou } from '../geometry/box.ts';
import { runLengthBox } from '../geometry/run-length-box.ts';

/** Two annotations that mean the same thing, by their places in the two predictions. */
export interface AnnotationPair {
  readonly one: number;
  readonly other: number;
  /** How much of both lies on each other, 0 to 1; 1 for answers that are equal, 0 for those that are not. */
  readonly overlap: number;
}

/** What became of the annotations of one prediction in another of the same data row. */
export interface PredictionComparison {
  readonly same: readonly AnnotationPair[];
  /** Found by both, in another place or size, or answered otherwise. */
  readonly changed: readonly AnnotationPair[];
  /** Places in the first prediction of what the other has not. */
  readonly removed: readonly number[];
  /** Places in the other prediction of what the first has not. */
  readonly added: readonly number[];
}

/** From which overlap on two annotations are the same, and from which they are one thing that changed. */
const overlaps = { same: 0.9, changed: 0.3 };

/** From which overlap on two annotations are taken for one thing, where nothing else is said. */
export const usualOverlap = overlaps.changed;

/**
 * Pairs the annotations of two predictions of one data row: of the same class, kind and frame, those first
 * that lie on each other most. Shapes are compared by the boxes around them, spans by their characters,
 * answers by what they say. Greedy, and not the assignment that pairs as many as it can: so the best pair is
 * never parted, the other way round gives the same pairs, and of a higher `leastOverlap` come some of them.
 */
export function comparePredictions(
  one: readonly Annotation[],
  other: readonly Annotation[],
  leastOverlap = usualOverlap,
): PredictionComparison {
  const pairs = listPairs(one, other, leastOverlap).sort(
    (first, second) => second.overlap - first.overlap,
  );
  const [takenOne, takenOther] = [new Set<number>(), new Set<number>()];
  const found: AnnotationPair[] = [];
  for (const pair of pairs) {
    if (takenOne.has(pair.one) || takenOther.has(pair.other)) continue;
    takenOne.add(pair.one);
    takenOther.add(pair.other);
    found.push(pair);
  }
  return {
    same: found.filter(({ overlap }) => overlap >= overlaps.same),
    changed: found.filter(({ overlap }) => overlap < overlaps.same),
    removed: [...one.keys()].filter((place) => !takenOne.has(place)),
    added: [...other.keys()].filter((place) => !takenOther.has(place)),
  };
}

/** An annotation with the part of the data row that it takes. */
interface Placed {
  readonly place: number;
  readonly annotation: Annotation;
  /** A span is a box of one row. Null for an answer, which has no place. */
  readonly box: Box | null;
}

function listPairs(
  one: readonly Annotation[],
  other: readonly Annotation[],
  leastOverlap: number,
): AnnotationPair[] {
  const others = Map.groupBy(placeAll(other), ({ annotation }) => nameGroup(annotation));
  const pairs: AnnotationPair[] = [];
  for (const [name, first] of Map.groupBy(placeAll(one), (it) => nameGroup(it.annotation))) {
    const second = (others.get(name) ?? []).sort((a, b) => (a.box?.x ?? 0) - (b.box?.x ?? 0));
    for (const entry of first) pairs.push(...pairsOf(entry, second, leastOverlap));
  }
  return pairs;
}

/** The pairs of one annotation with others, which are in the order of their left edges. */
function pairsOf(
  { place, annotation, box }: Placed,
  others: readonly Placed[],
  leastOverlap: number,
): AnnotationPair[] {
  const pairs: AnnotationPair[] = [];
  for (const other of others) {
    if (box && other.box && other.box.x > box.x + box.width) break;
    const overlap =
      box && other.box ? boxIou(box, other.box) : Number(isEqual(annotation, other.annotation));
    if (overlap >= leastOverlap || box === null) {
      pairs.push({ one: place, other: other.place, overlap });
    }
  }
  return pairs;
}

function nameGroup({ kind, class: name, frame = -1 }: Annotation): string {
  return `${kind} ${frame} ${name}`;
}

function placeAll(annotations: readonly Annotation[]): Placed[] {
  return annotations.map((annotation, place) => ({ place, annotation, box: boxOf(annotation) }));
}

/** Lines and points are given a little room: none has an area of its own. In pixels. */
const room = 4;

function boxOf(annotation: Annotation): Box | null {
  if (annotation.kind === 'entity') {
    const { start, end } = annotation;
    return { x: start, y: 0, width: end - start, height: 1 };
  }
  if (annotation.kind === 'mask') return runLengthBox(annotation.mask);
  const extent = annotationExtent(annotation);
  if (extent === null || (extent.width > 0 && extent.height > 0)) return extent;
  const { x, y, width, height } = extent;
  return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
}

/** Whether two annotations without a place say the same. */
function isEqual(one: Annotation, other: Annotation): boolean {
  return JSON.stringify(sayingOf(one)) === JSON.stringify(sayingOf(other));
}

function sayingOf(annotation: Annotation) {
  switch (annotation.kind) {
    case 'radio':
      return annotation.option;
    case 'checklist':
      return annotation.options.toSorted();
    case 'free_text':
      return annotation.text;
    case 'tag':
      return [annotation.text, annotation.attributes];
    case 'relation':
      return [annotation.from, annotation.to];
    case 'vector':
      return [annotation.angle, annotation.length];
    default:
      return null;
  }
}
