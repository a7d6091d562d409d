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
import type { ClassName } from '../answer/class-name.ts';
import { readConfidence } from '../answer/confidence.ts';
import { textRowOf } from '../answer/row-image.ts';
import { checkObject } from '../json/unknown-fields.ts';
import { type IndexedText, indexRow } from '../text/indexed-text.ts';
import type { AnswerForm } from './answer-form.ts';
import { readList } from './read-list.ts';
import { readSpan } from './read-span.ts';
import { wireSpanSchema } from './wire.ts';

/** `[{"start": 0, "end": 3, "text": "Tom", "score": 0.9}, …]`; `text` and `score` may be left out. */
export const spansForm: AnswerForm = {
  wanted: 'spans: [{"start": …, "end": …, "text": …}, …]',
  fields: [],
  fits: (value) => Array.isArray(value) && value.every((item) => isJsonObject(item)),
  read: (value, { name }, row, path) =>
    andThen(textRowOf(row, toJsonPointer(path)), (asked) =>
      andThen(readList(value, path), (spans) => readEntities(spans, name, indexRow(asked), path)),
    ),
};

function readEntities(
  spans: readonly Json[],
  name: ClassName,
  text: IndexedText,
  path: readonly PropertyKey[],
): Outcome<Annotation[]> {
  return combine(spans.map((span, index) => readEntity(span, name, text, [...path, index])));
}

function readEntity(
  written: Json,
  name: ClassName,
  text: IndexedText,
  path: readonly PropertyKey[],
): Outcome<Annotation> {
  const pointer = toJsonPointer(path);
  return andThen(checkObject(wireSpanSchema, written, path), (wire) => {
    const fields = combineFields({
      confidence: readConfidence(wire.score, `${pointer}/score`),
      span: readSpan(wire, text, pointer),
    });
    return andThen(fields, ({ confidence, span }) =>
      succeed({ kind: 'entity', ...name, confidence, ...span }),
    );
  });
}

/** Writes spans of one class. */
export function writeSpans(annotations: readonly Entity[]): Json {
  return annotations.map(({ start, end, text, confidence }) => ({
    start,
    end,
    text,
    ...(confidence !== null && { score: confidence }),
  }));
}
