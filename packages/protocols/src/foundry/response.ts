import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { checkReferences } from '../answer/check-references.ts';
import { isAnsweredKind } from '../answer/classification-answer.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import { limitCount } from '../answer/limit-count.ts';
import type { HttpResponse } from '../http-message.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import { readAnswerBody } from './answer-body.ts';
import type { AnswerContext } from './answer-form.ts';
import type { FoundryConnection } from './connection.ts';
import { isFrames, readFrames } from './frames.ts';
import { findNonAnswer } from './non-answer.ts';
import { readFeature } from './read-feature.ts';

/** Reads an answer: an object whose keys are features of the ontology, or the words of one free text. */
export function decodeResponse(
  response: HttpResponse,
  row: AnsweredRow,
  { connection, ontology }: ProtocolContext<FoundryConnection>,
): Outcome<ModelAnswer> {
  const context = { row, offsetUnit: connection.offsetUnit, places: new Map<Annotation, string>() };
  return completeAnswer(
    andThen(readAnswerBody(response, ontology), (body) =>
      andThen(readAnswer(body, ontology, context), (annotations) =>
        andThen(checkAnswer(annotations, context.places), () => succeed(annotations)),
      ),
    ),
  );
}

function readAnswer(body: Json, ontology: Ontology, context: AnswerContext): Outcome<Annotation[]> {
  if (typeof body === 'string') return readWords(body, ontology);
  if (isJsonObject(body)) return readFeatures(body, ontology, context, []);
  const message = `The whole answer is ${excerptOf(body)}; a JSON object with the features of the ontology as keys was wanted.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer: '' } });
}

/** Reads an object with a key for each feature: of the whole row, or of one frame. */
function readFeatures(
  answer: { [key: string]: Json },
  ontology: Ontology,
  context: AnswerContext,
  path: readonly PropertyKey[],
): Outcome<Annotation[]> {
  const { row } = context;
  const hasFrames = row.type === 'video' && path.length === 0;
  return andThen(limitCount(Object.entries(answer), toJsonPointer(path)), (entries) => {
    const refused = findNonAnswer(answer, { ontology, hasFrames, path });
    if (refused) return fail(refused);
    const features = entries.map(([key, value]) =>
      hasFrames && isFrames(key, value, ontology)
        ? readFrames(value, row.frames, (inner, frame, place) =>
            readFeatures(inner, ontology, { ...context, frame }, place),
          )
        : readFeature(key, value, ontology, context, [...path, key]),
    );
    return andThen(combine(features), (annotations) => succeed(annotations.flat()));
  });
}

/** Checks what single keys do not show: that ids belong together, and no question is answered twice. */
function checkAnswer(
  annotations: readonly Annotation[],
  places: ReadonlyMap<Annotation, string>,
): Outcome<void> {
  const placeOf = (annotation: Annotation) => places.get(annotation) ?? '';
  const answered = new Set<string>();
  for (const annotation of annotations) {
    const { kind, class: name, frame = null } = annotation;
    if (!isAnsweredKind(kind)) continue;
    const question = JSON.stringify([kind, name, frame]);
    if (answered.has(question)) {
      const pointer = placeOf(annotation);
      const message = `At ${pointer} the question "${excerpt(name)}" is answered a second time, under another spelling of its name.`;
      return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
    }
    answered.add(question);
  }
  return checkReferences(annotations, placeOf);
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
