import type { AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { excerpt } from '../json/excerpt.ts';

/** The class of an annotation as it stands in the ontology, or as the model wrote it where it does not. */
export interface ClassName {
  readonly class: string;
  readonly unknownClass?: true;
}

const longestClassName = 256;

/**
 * Finds the class that a model wrote among the features of one kind: exactly; else, where only case,
 * space or Unicode form differ, with a warning; else it is kept and marked as unknown.
 */
export function readClassName(
  written: string,
  kind: AnnotationKind,
  ontology: Ontology,
  pointer: string,
): Outcome<ClassName> {
  const found = indexFeatures(ontology).findName(written, kind);
  if (found.match === 'exact') return succeed({ class: found.name });
  if (found.match === 'normalised') {
    const message = `"${excerpt(written)}" was read as the class "${found.name}".`;
    return succeed({ class: found.name }, [{ code: 'CLASS_NORMALISED', message, pointer }]);
  }
  return keepUnknownClass(written, kind, pointer);
}

/** Keeps a class that the ontology does not have, if it can be a name at all. */
export function keepUnknownClass(
  written: string,
  kind: AnnotationKind,
  pointer: string,
): Outcome<ClassName> {
  if (written.trim() === '' || written.length > longestClassName) {
    const reason =
      written.trim() === '' ? 'is empty' : `is longer than ${longestClassName} characters`;
    const message = `The name of the class at ${pointer} ${reason}.`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  }
  const message = `"${excerpt(written)}" is no class of kind ${kind} in the ontology; it was kept as unknown.`;
  return succeed({ class: written, unknownClass: true }, [
    { code: 'CLASS_UNKNOWN', message, pointer },
  ]);
}
