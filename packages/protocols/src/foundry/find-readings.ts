import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { indexNames, type NameMatch } from '@patchbay/core/ontology/find-name.ts';
import type { Question } from '@patchbay/core/ontology/ontology.ts';
import { isAnsweredKind } from '../answer/classification-answer.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';

/** What a key of an answer may name: the features of an ontology, or the questions at one place of it. */
export interface NameLookup<Named> {
  findName(written: string): NameMatch;
  /** All that have a name: it may stand once for each kind. */
  named(name: string): readonly Named[];
}

/** What the value under a key could be. */
interface Candidate {
  readonly kind: string;
  readonly name: string;
}

/** How the value under a key is judged. */
interface Judge<Named> {
  fits(named: Named): boolean;
  /** The form that is wanted for one of the name, in words. */
  wantedFor(named: Named): string;
  /** Whether several readings may stand at once, as boxes and masks do. */
  readonly mayBeSeveral: boolean;
}

/**
 * Finds what a key of an answer was written for: the ontology decides the kind first, the shape of the
 * value second. Null where nothing has this name; a problem where nothing of this name has this form, or
 * several have it.
 */
export function findReadings<Named extends Candidate>(
  key: string,
  value: Json,
  lookup: NameLookup<Named>,
  judge: Judge<Named>,
  path: readonly PropertyKey[],
): Outcome<readonly Named[] | null> {
  const found = lookup.findName(key);
  if (found.match === 'none') return succeed(null);
  const pointer = toJsonPointer(path);
  const named = lookup.named(found.name);
  const readings = named.filter((one) => judge.fits(one));
  if (readings.length === 0) return refuseForm(value, named, judge, pointer);
  if (readings.length > 1 && !judge.mayBeSeveral) return refuseToGuess(readings, pointer);
  if (found.match === 'exact') return succeed(readings);
  const message = `"${excerpt(key)}" was read as the class "${found.name}".`;
  return succeed(readings, [{ code: 'CLASS_NORMALISED', message, pointer }]);
}

function refuseForm<Named extends Candidate>(
  value: Json,
  named: readonly Named[],
  judge: Judge<Named>,
  pointer: string,
): Outcome<never> {
  const wanted = named.map((one) => judge.wantedFor(one)).join('; or ');
  const message = `At ${pointer} the ontology wants ${wanted}. The model answered ${excerptOf(value)}.`;
  const isAnswered = named.every(({ kind }) => isAnsweredKind(kind));
  const code = isAnswered ? 'MODEL_ANSWER_INVALID' : 'MODEL_RESPONSE_INVALID';
  return fail({ code, message, details: { pointer } });
}

function refuseToGuess(readings: readonly Candidate[], pointer: string): Outcome<never> {
  const kinds = readings.map(({ kind }) => kind).join(' and ');
  const message = `At ${pointer} the answer could be meant for ${kinds}, which have the same name in the ontology. Give them different names.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}

const lookups = new WeakMap<readonly Question[], NameLookup<Question>>();

/** Makes the questions at one place ready to be found, once for all shapes that are asked them. */
export function indexQuestions(questions: readonly Question[]): NameLookup<Question> {
  const known = lookups.get(questions);
  if (known) return known;
  const byName = Map.groupBy(questions, ({ name }) => name);
  const names = indexNames(byName.keys());
  const lookup = {
    findName: (written: string) => names.find(written),
    named: (name: string) => byName.get(name) ?? [],
  };
  lookups.set(questions, lookup);
  return lookup;
}
