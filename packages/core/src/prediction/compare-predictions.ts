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

interface Boxed extends Placed {
  readonly box: Box;
}

function hasBox(placed: Placed): placed is Boxed {
  return placed.box !== null;
}

function listPairs(
  one: readonly Annotation[],
  other: readonly Annotation[],
  leastOverlap: number,
): AnnotationPair[] {
  const others = Map.groupBy(placeAll(other), ({ annotation }) => nameGroup(annotation));
  const pairs: AnnotationPair[] = [];
  for (const [name, first] of Map.groupBy(placeAll(one), (it) => nameGroup(it.annotation))) {
    const second = others.get(name) ?? [];
    const fromTheLeft = second.filter(hasBox).sort((a, b) => a.box.x - b.box.x);
    for (const entry of first.filter(hasBox)) pairBoxes(pairs, entry, fromTheLeft, leastOverlap);
    const areAnswers = (it: Placed) => !hasBox(it);
    pairAnswers(pairs, first.filter(areAnswers), second.filter(areAnswers));
  }
  return pairs;
}

/** Adds the pairs of one annotation with others, which are in the order of their left edges. */
function pairBoxes(
  pairs: AnnotationPair[],
  { place, box }: Boxed,
  others: readonly Boxed[],
  leastOverlap: number,
): void {
  for (const other of others) {
    if (other.box.x > box.x + box.width) break;
    const overlap = boxIou(box, other.box);
    // What lies apart is never one thing, though nothing at all be wanted of the overlap.
    if (overlap > 0 && overlap >= leastOverlap) {
      pairs.push({ one: place, other: other.place, overlap });
    }
  }
}

/** Adds a pair for each two that say the same, and then for those left over, in their order: they changed. */
function pairAnswers(
  pairs: AnnotationPair[],
  first: readonly Placed[],
  second: readonly Placed[],
): void {
  const waiting = Map.groupBy(second.toReversed(), writeSaying);
  const [taken, left] = [new Set<Placed>(), [] as Placed[]];
  for (const entry of first) {
    const equal = waiting.get(writeSaying(entry))?.pop();
    if (equal) {
      taken.add(equal);
      pairs.push({ one: entry.place, other: equal.place, overlap: 1 });
    } else {
      left.push(entry);
    }
  }
  const others = second.filter((it) => !taken.has(it));
  for (const [index, { place }] of left.entries()) {
    const other = others[index];
    if (other) pairs.push({ one: place, other: other.place, overlap: 0 });
  }
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

/** Two annotations without a place mean the same where this is the same text. */
function writeSaying({ annotation }: Placed): string {
  return JSON.stringify(sayingOf(annotation));
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
