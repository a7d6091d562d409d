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
  const reason = explainNoObject(text);
  if (reason !== null) {
    const message = `The content at ${pointer} ${reason}.`;
    return fail({ code: 'MODEL_RESPONSE_NOT_JSON', message, details: { pointer } });
  }
  return andThen(readEmbeddedJson(text, pointer), (json) => {
    if (!isJsonObject(json)) {
      const message = `The text at ${pointer} is ${excerptOf(json)} in JSON; an object with a key for each question was wanted.`;
      return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
    }
    return readAnswers(json, context, path);
  });
}

/** Why words cannot hold the object that was asked for; null where they may. */
function explainNoObject(text: string): string | null {
  if (text.trim() === '') return 'is empty; a JSON object was asked for';
  if (/[{["]/.test(text)) return null;
  return `is prose, not JSON: ${excerptOf(text)}. A JSON object was asked for; where the server can be held to it, set responseFormat to json_schema`;
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
