import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { findName } from '@patchbay/core/ontology/find-name.ts';
import type { Option } from '@patchbay/core/ontology/ontology.ts';
import { excerpt } from '../json/excerpt.ts';

/**
 * Finds the option that a model chose; MODEL_ANSWER_INVALID where the question has no such option. Where
 * the options are not known (null), whatever is not empty may be chosen.
 */
export function readOption(
  written: string,
  options: readonly Option[] | null,
  pointer: string,
): Outcome<string> {
  const values = options?.map((option) => option.value) ?? (written === '' ? [] : [written]);
  const found = findName(written, values);
  if (found.match === 'exact') return succeed(found.name);
  if (found.match === 'normalised') {
    const message = `"${excerpt(written)}" was read as the option "${found.name}".`;
    return succeed(found.name, [{ code: 'OPTION_NORMALISED', message, pointer }]);
  }
  const known =
    values.length === 0 ? 'never empty' : values.map((value) => `"${value}"`).join(', ');
  const message = `At ${pointer} the answer is "${excerpt(written)}"; the options are ${excerpt(known)}.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}
