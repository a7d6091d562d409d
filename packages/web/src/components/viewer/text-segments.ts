import type { Entity } from '@patchbay/core/annotation/entity.ts';
import { indexText } from '@patchbay/core/text/indexed-text.ts';

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
 * code points, half-open; spans without length or behind the text mark nothing. The text is walked once,
 * however many spans there are.
 */
export function segmentText(text: string, spans: readonly Span[]): TextSegment[] {
  const indexed = indexText(text);
  const { length } = indexed;
  const marking = spans.filter(({ entity }) => entity.start < Math.min(entity.end, length));
  const endOf = ({ entity }: Span) => Math.min(entity.end, length);
  const starting = Map.groupBy(marking, ({ entity }) => entity.start);
  const cuts = new Set([0, length, ...starting.keys(), ...marking.map(endOf)]);
  const places = [...cuts].sort((one, other) => one - other);
  let over: Span[] = [];
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? length;
    over = [...over.filter((span) => endOf(span) > start), ...(starting.get(start) ?? [])].sort(
      (one, other) => spanLength(other) - spanLength(one) || one.index - other.index,
    );
    return {
      start,
      text: indexed.slice(start, end) ?? '',
      spans: over,
      ending: over.filter((span) => endOf(span) === end),
    };
  });
}

function spanLength({ entity }: Span): number {
  return entity.end - entity.start;
}
