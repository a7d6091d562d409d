import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { answerFormOf } from './answer-forms.ts';
import type { FoundryKind } from './ontology.ts';

/**
 * Tells the kinds of an answer whose key is not in the ontology, from its shape alone: none where the
 * shape could mean anything. A string is taken for a free text, since it is words in any case.
 */
export function recogniseKinds(value: Json): FoundryKind[] {
  if (Array.isArray(value)) {
    const [first] = value;
    if (isJsonObject(first) && Object.hasOwn(first, 'start')) return ['entity'];
    return typeof first === 'string' && answerFormOf.checklist.fits(value) ? ['checklist'] : [];
  }
  if (isJsonObject(value) && Object.hasOwn(value, 'answer')) {
    return recogniseKinds(value.answer ?? null).filter((kind) => kind !== 'entity');
  }
  const kinds = ['bounding_box', 'mask', 'free_text'] as const;
  return kinds.filter((kind) => answerFormOf[kind].fits(value));
}
