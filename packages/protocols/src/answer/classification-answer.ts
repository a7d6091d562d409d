import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Option } from '@patchbay/core/ontology/ontology.ts';
import { excerptOf } from '../json/excerpt.ts';
import type { ClassName } from './class-name.ts';
import { limitCount } from './limit-count.ts';
import { createOptionReader } from './option-value.ts';

/** Kinds of classifications that are answered in words. */
export type AnsweredKind = 'radio' | 'checklist' | 'free_text';

/** How each kind is answered, in words for messages. */
export const answerForms: { readonly [Kind in AnsweredKind]: string } = {
  radio: 'a radio, answered with one option as a string',
  checklist: 'a checklist, answered with a list of options as strings',
  free_text: 'a free text, answered with a string',
};

/** Whether annotations of a kind are answered in words. */
export function isAnsweredKind(kind: string): kind is AnsweredKind {
  return Object.hasOwn(answerForms, kind);
}

/** An annotation that answers a question in words. */
export type Answer = Extract<Annotation, { kind: AnsweredKind }>;

/** The question that an answer is read for. */
export interface Question {
  readonly kind: AnsweredKind;
  readonly name: ClassName;
  /** The options that may be chosen; null where they are not known or there are none. */
  readonly options: readonly Option[] | null;
}

/**
 * Reads the plain answer to a question: a string for a radio or a free text, a list of strings for a
 * checklist. MODEL_ANSWER_INVALID where it has another form or chooses what is no option.
 */
export function readClassificationAnswer(
  answer: Json,
  { kind, name, options }: Question,
  confidence: number | null,
  path: readonly PropertyKey[],
): Outcome<Answer> {
  const base = { ...name, confidence };
  if (kind === 'checklist' && isListOfStrings(answer)) {
    return andThen(readOptions(answer, options, path), (chosen) =>
      succeed({ kind, ...base, options: chosen }),
    );
  }
  if (kind === 'radio' && typeof answer === 'string') {
    return andThen(createOptionReader(options)(answer, toJsonPointer(path)), (option) =>
      succeed({ kind, ...base, option }),
    );
  }
  if (kind === 'free_text' && typeof answer === 'string') {
    return succeed({ kind, ...base, text: answer });
  }
  const pointer = toJsonPointer(path);
  const message = `At ${pointer} the ontology has ${answerForms[kind]}; the model answered ${excerptOf(answer)}.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}

/** Whether a value is a list with nothing but strings in it. */
export function isListOfStrings(value: Json | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function readOptions(
  written: readonly string[],
  options: readonly Option[] | null,
  path: readonly PropertyKey[],
): Outcome<string[]> {
  const pointer = toJsonPointer(path);
  const limited = limitCount(written, pointer);
  if (!limited.ok) return limited;
  const readOption = createOptionReader(options);
  const chosen = written.map((value, index) => readOption(value, toJsonPointer([...path, index])));
  return andThen(combine(chosen), (values) => {
    const seen = new Set<string>();
    const twice = values.find((value) => seen.size === seen.add(value).size);
    if (twice === undefined) return succeed(values);
    const message = `At ${pointer} the option "${twice}" is chosen twice; name each option once.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  });
}
