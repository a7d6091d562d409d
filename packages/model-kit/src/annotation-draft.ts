import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** What the kit fills in: a confidence that was not given, the words of a span. */
type Draft<Kind> = Kind extends Annotation
  ? Omit<Kind, 'confidence' | 'unknownClass' | (Kind['kind'] extends 'entity' ? 'text' : never)> & {
      /** How sure the model is, 0 to 1. Leave it out where the model cannot say. */
      readonly confidence?: number | null;
    }
  : never;

/**
 * An annotation as a model writes it: `{ kind: 'entity', class: 'Person', start: 0, end: 3 }`.
 * Coordinates are pixels of the upright image, offsets are code points (DESIGN laws 1 and 2).
 */
export type AnnotationDraft = Draft<Annotation>;
