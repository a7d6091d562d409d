import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { indexNames } from '@patchbay/core/ontology/find-name.ts';
import type { Option } from '@patchbay/core/ontology/ontology.ts';
import { excerpt } from '../json/excerpt.ts';

/** Reads one option as a model wrote it. `pointer` is its place in the answer. */
export type OptionReader = (written: string, pointer: string) => Outcome<string>;

/**
 * Prepares reading the options that a model chose; MODEL_ANSWER_INVALID where the question has no such
 * option. Where the options are not known (null), whatever is not empty may be chosen.
 */
export function createOptionReader(options: readonly Option[] | null): OptionReader {
  if (options === null) {
    return (written, pointer) =>
      written === '' ? refuseOption(written, 'never empty', pointer) : succeed(written);
  }
  const known = readers.get(options);
  if (known) return known;
  const reader = createReader(options.map((option) => option.value));
  readers.set(options, reader);
  return reader;
}

/** The options of a question are indexed once for all answers: each of thousands of shapes may have one. */
const readers = new WeakMap<readonly Option[], OptionReader>();

function createReader(values: readonly string[]): OptionReader {
  const index = indexNames(values);
  return (written, pointer) => {
    const found = index.find(written);
    if (found.match === 'exact') return succeed(found.name);
    if (found.match === 'none') {
      return refuseOption(written, values.map((value) => `"${value}"`).join(', '), pointer);
    }
    const message = `"${excerpt(written)}" was read as the option "${found.name}".`;
    return succeed(found.name, [{ code: 'OPTION_NORMALISED', message, pointer }]);
  };
}

function refuseOption(written: string, known: string, pointer: string): Outcome<never> {
  const message = `At ${pointer} the answer is "${excerpt(written)}"; the options are ${excerpt(known)}.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}
