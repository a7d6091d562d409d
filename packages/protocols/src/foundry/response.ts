import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import { limitCount } from '../answer/limit-count.ts';
import type { HttpResponse } from '../http-message.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import { readAnswerBody } from './answer-body.ts';
import type { FoundryConnection } from './connection.ts';
import { readFeature } from './read-feature.ts';

/** Reads an answer: an object whose keys are features of the ontology, or the words of one free text. */
export function decodeResponse(
  response: HttpResponse,
  row: AnsweredRow,
  context: ProtocolContext<FoundryConnection>,
): Outcome<ModelAnswer> {
  return completeAnswer(
    andThen(readAnswerBody(response), (body) => readAnswer(body, row, context.ontology)),
  );
}

function readAnswer(body: Json, row: AnsweredRow, ontology: Ontology): Outcome<Annotation[]> {
  if (typeof body === 'string') return readWords(body, ontology);
  if (isJsonObject(body)) {
    return andThen(limitCount(Object.entries(body), ''), (entries) => {
      const features = entries.map(([key, value]) => readFeature(key, value, row, ontology));
      return andThen(combine(features), (annotations) => succeed(annotations.flat()));
    });
  }
  const message = `The whole answer is ${excerptOf(body)}; a JSON object with the features of the ontology as keys was wanted.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer: '' } });
}

/** Words that are the whole answer belong to the one free text of the ontology. */
function readWords(text: string, ontology: Ontology): Outcome<Annotation[]> {
  const freeTexts = ontology.classifications.filter((feature) => feature.kind === 'free_text');
  const [only] = freeTexts;
  if (only && freeTexts.length === 1) {
    return succeed([{ kind: 'free_text', class: only.name, confidence: null, text }]);
  }
  const count = freeTexts.length === 0 ? 'no free text' : `${freeTexts.length} free texts`;
  const message = `The whole answer is a string, "${excerpt(text)}". It can only belong to the one free text of an ontology, and this ontology has ${count}. Answer with a JSON object whose keys are the features of the ontology.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer: '' } });
}
