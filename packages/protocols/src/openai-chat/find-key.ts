import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Question } from '@patchbay/core/ontology/ontology.ts';
import { excerpt } from '../json/excerpt.ts';
import type { Asked, AskedIndex, QuotedTool } from './asked.ts';

/**
 * Finds what the key of an answer stands for; null where nothing of the kind was asked. A name that
 * several features share stands for none of them: MODEL_ANSWER_INVALID.
 */
export function findKey<Feature extends QuotedTool | Question>(
  written: string,
  { keys, byKey, sharedNames }: AskedIndex<Feature>,
  path: readonly PropertyKey[],
): Outcome<Asked<Feature> | null> {
  const pointer = toJsonPointer(path);
  const found = keys.find(written);
  if (found.match === 'none') {
    const shared = sharedNames.get(written);
    if (!shared) return succeed(null);
    const message = `At ${pointer} the answer is for "${excerpt(written)}", which several classes are called; the keys ${shared.map((key) => `"${key}"`).join(' and ')} were asked for.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  const asked = byKey.get(found.name) ?? null;
  if (found.match === 'exact') return succeed(asked);
  const message = `"${excerpt(written)}" was read as the class "${found.name}".`;
  return succeed(asked, [{ code: 'CLASS_NORMALISED', message, pointer }]);
}
