import type { Annotation, DrawnKind } from '@patchbay/core/annotation/annotation.ts';
import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import type { Feature } from '@patchbay/core/ontology/ontology.ts';
import { countCodePoints, sliceCodePoints } from '@patchbay/core/text/code-points.ts';
import fc from 'fast-check';
import type { AnsweredRow } from '../model-input.ts';
import type { NestedQuestions } from './arbitrary-ontology.ts';
import { arbitraryAnswersTo, arbitraryAnswerTo, withAnswers } from './arbitrary-question.ts';
import { arbitraryText } from './arbitrary-text.ts';

/** What the answers of a protocol can say beside class and shape. */
export interface Carried extends NestedQuestions {
  /** Whether a confidence may be left out, must be there, or has no place. */
  readonly confidence: 'optional' | 'always' | 'never';
  /** Whether shapes and tags may have `text` and `attributes`. */
  readonly subAnnotations: boolean;
  /** Whether annotations may be named, and relations refer to those that are. */
  readonly ids?: boolean;
  /** Whether annotations of a video may belong to one of its frames. */
  readonly frames?: boolean;
}

/** Confidences as a protocol carries them. */
const score = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
export const confidences = { optional: fc.option(score), always: score, never: fc.constant(null) };

const coordinate = fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((value) => value + 0);
const extent = fc.double({ min: 0, max: 1e5, noNaN: true }).map((value) => value + 0);
const positive = fc.double({ min: 0.01, max: 1e5, noNaN: true });
const box = fc.record({ x: coordinate, y: coordinate, width: extent, height: extent });
const place = fc.record({ x: coordinate, y: coordinate });
const ring = fc
  .array(place, { minLength: 3, maxLength: 6 })
  .filter((points) => points[0]?.x !== points.at(-1)?.x || points[0]?.y !== points.at(-1)?.y);

/** In radians, as contracts that know no negative angle carry it. */
const angle = fc.double({ min: 0, max: Math.PI * 2, noNaN: true }).map((value) => value + 0);
const ellipse = fc.record({
  center: place,
  radius: fc.record({ x: positive, y: positive }),
  angle,
});
const node = fc.record(
  { x: extent, y: extent, occluded: fc.boolean(), name: fc.constantFrom('nose', 'left_knee') },
  { requiredKeys: ['x', 'y', 'occluded'] },
);

/** Any annotation of a feature on a row. Null where the row can have none, as an image no entity. */
export function arbitraryAnnotation(
  feature: Feature,
  row: AnsweredRow,
  carried: Carried,
): fc.Arbitrary<Annotation> | null {
  const base = { class: fc.constant(feature.name), confidence: confidences[carried.confidence] };
  const questions = 'classifications' in feature ? (feature.classifications ?? []) : [];
  const answered = (annotation: fc.Arbitrary<Annotation> | null) =>
    annotation && withAnswers(annotation, arbitraryAnswersTo(questions, base.confidence));
  switch (feature.kind) {
    case 'relation':
      // Its ends are other annotations: see withIds.
      return null;
    case 'bounding_box':
    case 'polygon':
    case 'mask':
    case 'line':
    case 'point':
    case 'ellipse':
    case 'cuboid':
    case 'skeleton':
    case 'vector':
      return row.type === 'image' || row.type === 'video'
        ? answered(withSubs(arbitraryShape(feature.kind, row.size, base), carried))
        : null;
    case 'entity':
      return row.type === 'text' || row.type === 'html'
        ? answered(arbitraryEntity(row.text, base))
        : null;
    case 'tag':
      return withSubs(fc.record({ kind: fc.constant('tag'), ...base }), carried);
    case 'radio':
    case 'checklist':
    case 'free_text':
      return arbitraryAnswerTo(feature, base.confidence);
  }
}

interface Base {
  class: fc.Arbitrary<string>;
  confidence: fc.Arbitrary<number | null>;
}

function arbitraryShape(
  kind: DrawnKind,
  size: { width: number; height: number },
  base: Base,
): fc.Arbitrary<Annotation> {
  switch (kind) {
    case 'bounding_box':
      return fc.record({ kind: fc.constant(kind), ...base, box });
    case 'polygon': {
      const rings = fc.array(ring, { minLength: 1, maxLength: 3 });
      return fc.record({ kind: fc.constant(kind), ...base, rings });
    }
    case 'mask':
      return fc.record({ kind: fc.constant(kind), ...base, mask: arbitraryMask(size) });
    case 'line': {
      const path = fc.array(place, { minLength: 2, maxLength: 6 });
      return fc.record({ kind: fc.constant(kind), ...base, path });
    }
    case 'point':
      return fc.record({ kind: fc.constant(kind), ...base, point: place });
    case 'ellipse':
      return fc.record({ kind: fc.constant(kind), ...base, ellipse });
    case 'cuboid':
      return fc.record({ kind: fc.constant(kind), ...base, front: box, back: box });
    case 'skeleton': {
      const nodes = fc.array(node, { minLength: 1, maxLength: 4 });
      return fc.record({ kind: fc.constant(kind), ...base, nodes });
    }
    case 'vector':
      return fc.record({ kind: fc.constant(kind), ...base, angle, length: extent });
  }
}

function arbitraryMask({ width, height }: { width: number; height: number }) {
  const area = width * height;
  return fc
    .uint8Array({ minLength: area, maxLength: area, max: 1 })
    .map((bitmap) => encodeRunLength(bitmap, [height, width]));
}

function arbitraryEntity(text: string, base: Base): fc.Arbitrary<Annotation> | null {
  const length = countCodePoints(text);
  if (length === 0) return null;
  const span = fc
    .tuple(fc.nat(length - 1), fc.nat(length - 1))
    .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) + 1 }));
  return fc.record({ ...base, span }).map(({ span: { start, end }, ...rest }) => ({
    kind: 'entity',
    ...rest,
    start,
    end,
    text: sliceCodePoints(text, start, end),
  }));
}

function withSubs(
  annotation: fc.Arbitrary<Annotation>,
  carried: Carried,
): fc.Arbitrary<Annotation> {
  if (!carried.subAnnotations) return annotation;
  const subs = fc.record(
    { text: arbitraryText, attributes: fc.array(arbitraryText, { maxLength: 3 }) },
    { requiredKeys: [] },
  );
  return fc.tuple(annotation, subs).map(([one, other]) => ({ ...one, ...other }));
}
