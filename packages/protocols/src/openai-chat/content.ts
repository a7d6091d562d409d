import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import { limitCount } from '../answer/limit-count.ts';
import { readEmbeddedJson } from '../json/embedded-json.ts';
import { excerptOf } from '../json/excerpt.ts';
import type { AnsweredRow } from '../model-input.ts';
import { keepUnknownAnswer, readAnswer } from './answers.ts';
import { indexAsked, listAsked } from './asked.ts';
import { findKey } from './find-key.ts';
import { isPlainText } from './instructions.ts';
import type { Unplaced } from './place-quotations.ts';
import { isListOfQuotations, readQuotations } from './quotations.ts';

type Path = readonly PropertyKey[];

/** The class under which words are kept where the model has no ontology. */
export const classOfWords = 'answer';

/** What the words of an answer are read against. */
export interface ContentContext {
  readonly ontology: Ontology;
  readonly row: AnsweredRow;
  readonly unplaced: Unplaced;
}

/** Reads the words of an answer for an ontology. `path` is their place in the response. */
export function readContent(
  text: string,
  context: ContentContext,
  path: Path,
): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  if (isPlainText(context.ontology)) return readWords(text, context.ontology, pointer);
  return andThen(readEmbeddedJson(text, pointer), (json) => {
    if (!isJsonObject(json)) {
      const message = `The text at ${pointer} is ${excerptOf(json)} in JSON; an object with a key for each question was wanted.`;
      return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
    }
    return readAnswers(json, context, path);
  });
}

function readWords(text: string, ontology: Ontology, pointer: string): Outcome<Annotation[]> {
  const [feature] = ontology.classifications;
  const name = feature
    ? succeed({ class: feature.name })
    : keepUnknownClass(classOfWords, 'free_text', pointer);
  return andThen(name, (className) =>
    succeed([{ kind: 'free_text', ...className, confidence: null, text }]),
  );
}

/** Reads the object with a key for everything that was asked. A null answers nothing. */
function readAnswers(
  json: { [key: string]: Json },
  { ontology, row, unplaced }: ContentContext,
  path: Path,
): Outcome<Annotation[]> {
  const asked = indexAsked(listAsked(ontology, row.type));
  return andThen(limitCount(Object.entries(json), toJsonPointer(path)), (entries) => {
    const answers = entries.map(([key, value]): Outcome<Annotation[]> => {
      const place = [...path, key];
      if (value === null) return succeed([]);
      return andThen(findKey(key, asked, place), (found): Outcome<Annotation[]> => {
        if (found === null) return keepUnasked(key, value, { ontology, row, unplaced }, place);
        const { feature } = found;
        if (feature.kind !== 'entity') {
          return andThen(readAnswer(value, feature, place), (one) => succeed([one]));
        }
        const quoted = { name: { class: feature.name }, questions: feature.classifications };
        return readQuotations(value, quoted, row, unplaced, place);
      });
    });
    return andThen(combine(answers), (annotations) => succeed(annotations.flat()));
  });
}

/** What was not asked for is kept where its form says what it is, unless the ontology has it otherwise. */
function keepUnasked(
  key: string,
  value: Json,
  { ontology, row, unplaced }: ContentContext,
  path: Path,
): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  const [feature] = indexFeatures(ontology).named(key);
  if (feature) {
    const message = `At ${pointer} the answer is for "${feature.name}", which the ontology has as ${feature.kind}; a row of type ${row.type} has none of these.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  const hasText = row.type === 'text' || row.type === 'html';
  if (!hasText || !isListOfQuotations(value)) return keepUnknownAnswer(key, value, path);
  return andThen(keepUnknownClass(key, 'entity', pointer), (name) =>
    readQuotations(value, { name, questions: undefined }, row, unplaced, path),
  );
}
