import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import {
  isAnsweredKind,
  isListOfStrings,
  readClassificationAnswer,
} from '../answer/classification-answer.ts';
import { limitCount } from '../answer/limit-count.ts';
import { readEmbeddedJson } from '../json/embedded-json.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { isPlainText } from './instructions.ts';

type Path = readonly PropertyKey[];

/** The class under which words are kept where the model has no ontology. */
export const classOfWords = 'answer';

/** Reads the words of an answer for an ontology. `path` is their place in the response. */
export function readContent(text: string, ontology: Ontology, path: Path): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  if (isPlainText(ontology)) return readWords(text, ontology, pointer);
  return andThen(readEmbeddedJson(text, pointer), (json) => {
    if (!isJsonObject(json)) {
      const message = `The text at ${pointer} is ${excerptOf(json)} in JSON; an object with a key for each question was wanted.`;
      return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
    }
    return andThen(limitCount(Object.entries(json), pointer), (entries) => {
      const answers = entries.map(([key, value]) => readAnswer(key, value, ontology, path));
      return andThen(combine(answers), (annotations) => succeed(annotations.flat()));
    });
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

function readAnswer(
  key: string,
  value: Json,
  ontology: Ontology,
  path: Path,
): Outcome<Annotation[]> {
  const place = [...path, key];
  const pointer = toJsonPointer(place);
  const questions = indexFeatures(ontology);
  const found = questions.findName(key);
  if (found.match === 'none') return keepUnknownAnswer(key, value, place);
  const [question, another] = questions.named(found.name);
  if (!question || another || !isAnsweredKind(question.kind)) {
    const kinds = [question?.kind, another?.kind].filter(Boolean).join(' and ');
    const message = `At ${pointer} the answer is for "${found.name}", which the ontology has as ${kinds}; it cannot be told what it means.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  const target = {
    kind: question.kind,
    name: { class: question.name },
    options: 'options' in question ? question.options : null,
  };
  const message = `"${excerpt(key)}" was read as the class "${found.name}".`;
  return andThen(readClassificationAnswer(value, target, null, place), (annotation) =>
    succeed(
      [annotation],
      found.match === 'exact' ? [] : [{ code: 'CLASS_NORMALISED', message, pointer }],
    ),
  );
}

/** An answer to a question that was not asked is kept where its form says what it is. */
function keepUnknownAnswer(key: string, value: Json, path: Path): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  const kind = recogniseKind(value);
  if (kind === null) {
    const message = `"${excerpt(key)}" is not in the ontology, and ${excerptOf(value)} is no answer; it was left out.`;
    return succeed([], [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  return andThen(keepUnknownClass(key, kind, pointer), (name) =>
    andThen(
      readClassificationAnswer(value, { kind, name, options: null }, null, path),
      (annotation) => succeed([annotation]),
    ),
  );
}

function recogniseKind(value: Json): 'checklist' | 'free_text' | null {
  if (typeof value === 'string') return 'free_text';
  return isListOfStrings(value) && value.length > 0 ? 'checklist' : null;
}
