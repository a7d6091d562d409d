import { toCodePointIndex } from '@patchbay/model-kit';
import { findNamed, namedClasses } from './find-named.ts';
import { findPatterned, patternedClasses } from './find-patterned.ts';
import { isOverlapping, type Span } from './span.ts';

/** All that the text tagger can mark. */
export const entityClasses = [...namedClasses, ...patternedClasses] as const;

/**
 * Finds the entities of a text in the order in which they stand, in code points. Where two overlap, the
 * surer is kept, and of equally sure ones the longer.
 */
export function findEntities(text: string): Span<(typeof entityClasses)[number]>[] {
  const kept: Span<(typeof entityClasses)[number]>[] = [];
  const candidates = [...findPatterned(text), ...findNamed(text)].sort(
    (one, other) =>
      other.confidence - one.confidence || other.end - other.start - (one.end - one.start),
  );
  for (const candidate of candidates) {
    if (!kept.some((span) => isOverlapping(span, candidate))) kept.push(candidate);
  }
  return kept
    .sort((one, other) => one.start - other.start)
    .map((span) => ({
      ...span,
      start: toCodePointIndex(text, span.start),
      end: toCodePointIndex(text, span.end),
    }));
}
