import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import { readEmbeddedJson } from '../json/embedded-json.ts';
import { excerptOf } from '../json/excerpt.ts';
import { isPlainText } from './instructions.ts';
import { type ContentContext, readAnswers } from './row-answers.ts';

type Path = readonly PropertyKey[];

/** The class under which words are kept where the model has no ontology. */
export const classOfWords = 'answer';

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
