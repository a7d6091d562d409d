import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Relation } from '@patchbay/core/annotation/relation.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { excerpt } from '../json/excerpt.ts';

/** Ids by the frame in which they stand; undefined for those of the whole row. */
type Ids = ReadonlyMap<number | undefined, ReadonlySet<string>>;

/**
 * Checks that ids and relations belong together: an id names one annotation of its frame (in several
 * frames it is the same object), and a relation joins what has an id in its frame or in the whole row;
 * one of the whole row joins objects of any frame. MODEL_RESPONSE_INVALID otherwise. `placeOf` says
 * where in the answer an annotation stands.
 */
export function checkReferences(
  annotations: readonly Annotation[],
  placeOf: (annotation: Annotation) => string,
): Outcome<void> {
  const ids = new Map<number | undefined, Set<string>>();
  for (const annotation of annotations) {
    const { id, frame } = annotation;
    if (id === undefined) continue;
    const ofFrame = ids.get(frame) ?? new Set();
    ids.set(frame, ofFrame);
    if (ofFrame.has(id))
      return refuse(`the id "${excerpt(id)}" stands a second time`, placeOf(annotation));
    ofFrame.add(id);
  }
  for (const annotation of annotations) {
    const missing = annotation.kind === 'relation' ? findMissingEnd(annotation, ids) : undefined;
    if (missing === undefined) continue;
    const reason = `an edge refers to the id "${excerpt(missing)}", which no annotation has`;
    return refuse(reason, placeOf(annotation));
  }
  return succeed(undefined);
}

function findMissingEnd({ frame, from, to }: Relation, ids: Ids): string | undefined {
  const scopes = frame === undefined ? [...ids.values()] : [ids.get(frame), ids.get(undefined)];
  return [from, to].find((end) => !scopes.some((scope) => scope?.has(end)));
}

function refuse(reason: string, pointer: string): Outcome<never> {
  const message = `At ${pointer} ${reason}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
