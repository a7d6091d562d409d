import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Entity } from '@patchbay/core/annotation/entity.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import {
  andThen,
  combine,
  combineFields,
  type Outcome,
  succeed,
} from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { IndexedText } from '@patchbay/core/text/indexed-text.ts';
import { readConfidence } from '../answer/confidence.ts';
import { indexRow } from '../answer/indexed-row.ts';
import { textRowOf } from '../answer/row-image.ts';
import { checkObject } from '../json/unknown-fields.ts';
import { readId } from './annotation-id.ts';
import type { AnswerContext, AnswerForm, AnswerTarget } from './answer-form.ts';
import { readAnswersTo } from './read-answer.ts';
import { readList } from './read-list.ts';
import { readSpan } from './read-span.ts';
import { wireSpanSchema } from './wire.ts';
import { writeAnswers } from './write-answer.ts';

/** `[{"start": 0, "end": 3, "text": "Tom", "score": 0.9}, …]`; all but start and end may be left out. */
export const spansForm: AnswerForm = {
  wanted: 'spans: [{"start": …, "end": …, "text": …}, …]',
  fields: [],
  fits: (value) => Array.isArray(value) && value.every((item) => isJsonObject(item)),
  read: (value, target, context, path) =>
    andThen(textRowOf(context.row, toJsonPointer(path)), (asked) =>
      andThen(readList(value, path), (spans) => {
        const text = indexRow(asked);
        return combine(
          spans.map((span, index) =>
            readEntity(span, target, { ...context, text }, [...path, index]),
          ),
        );
      }),
    ),
};

function readEntity(
  written: Json,
  { name, feature }: AnswerTarget,
  { text, offsetUnit, places }: AnswerContext & { readonly text: IndexedText },
  path: readonly PropertyKey[],
): Outcome<Annotation> {
  const pointer = toJsonPointer(path);
  const questions = feature && 'classifications' in feature ? feature.classifications : undefined;
  return andThen(checkObject(wireSpanSchema, written, path), (wire) => {
    const fields = combineFields({
      confidence: readConfidence(wire.score, `${pointer}/score`),
      span: readSpan(wire, text, offsetUnit, pointer),
      id: readId(wire.id, [...path, 'id']),
      answers: readAnswersTo(questions ?? [], wire.classifications, [...path, 'classifications']),
    });
    return andThen(fields, ({ confidence, span, id, answers }) => {
      const entity: Entity = {
        kind: 'entity',
        ...name,
        confidence,
        ...span,
        ...(id !== null && { id }),
        ...(answers.length > 0 && { classifications: answers }),
      };
      places.set(entity, pointer);
      return succeed(entity);
    });
  });
}

/** Writes spans of one class. */
export function writeSpans(annotations: readonly Entity[]): Json {
  return annotations.map(({ start, end, text, confidence, id, classifications }) => ({
    start,
    end,
    text,
    ...(confidence !== null && { score: confidence }),
    ...(id !== undefined && { id }),
    ...(classifications && { classifications: writeAnswers(classifications) }),
  }));
}
