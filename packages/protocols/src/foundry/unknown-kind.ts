import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { answerFormOf } from './answer-forms.ts';
import { type FoundryKind, foundryKinds } from './ontology.ts';
import { recogniseQuestion } from './read-answer.ts';

/**
 * Tells the kinds of an answer whose key is not in the ontology, from its shape alone: none where the
 * shape could mean anything. A string is taken for a free text, since it is words in any case.
 */
export function recogniseKinds(value: Json): FoundryKind[] {
  const question = recogniseQuestion(value);
  if (question !== null) return [question];
  if (Array.isArray(value)) {
    const [first] = value;
    return isJsonObject(first) && Object.hasOwn(first, 'start') ? ['entity'] : [];
  }
  return foundryKinds.filter((kind) => answerFormOf[kind].fits(value));
}
