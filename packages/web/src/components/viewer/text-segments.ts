import type { Entity } from '@patchbay/core/annotation/entity.ts';
import { toCodeUnitIndex } from '@patchbay/core/text/code-points.ts';

/** A marked span with its place in the prediction. */
export interface Span {
  readonly index: number;
  readonly entity: Entity;
}

/** A piece of a text over which the same spans lie, the longest first. */
export interface TextSegment {
  readonly start: number;
  readonly text: string;
  readonly spans: readonly Span[];
  /** The spans whose last piece this is: where their names stand. */
  readonly ending: readonly Span[];
}

/**
 * Cuts a text where spans begin and end, so that spans may overlap in any way. Offsets are Unicode
 * code points, half-open; spans without length or behind the text mark nothing.
 */
export function segmentText(text: string, spans: readonly Span[]): TextSegment[] {
  const length = [...text].length;
  const marking = spans
    .filter(({ entity }) => entity.start < Math.min(entity.end, length))
    .sort((one, other) => spanLength(other) - spanLength(one) || one.index - other.index);
  const cuts = new Set([0, length]);
  for (const { entity } of marking) {
    cuts.add(entity.start);
    cuts.add(Math.min(entity.end, length));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? length;
    const over = marking.filter(({ entity }) => entity.start <= start && entity.end >= end);
    return {
      start,
      text: text.slice(toCodeUnitIndex(text, start), toCodeUnitIndex(text, end)),
      spans: over,
      ending: over.filter(({ entity }) => Math.min(entity.end, length) === end),
    };
  });
}

function spanLength({ entity }: Span): number {
  return entity.end - entity.start;
}
