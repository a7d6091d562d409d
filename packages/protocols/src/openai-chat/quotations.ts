import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Question } from '@patchbay/core/ontology/ontology.ts';
import type { ClassName } from '../answer/class-name.ts';
import { limitCount } from '../answer/limit-count.ts';
import { checkShape } from '../json/check-shape.ts';
import { excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import { readNested } from './answers.ts';
import { placeQuotations, type WrittenQuotation } from './place-quotations.ts';
import type { QuotedText } from './quoted-text.ts';
import { quotationSchema } from './wire.ts';

type Path = readonly PropertyKey[];

/** A class whose spans are quoted. */
export interface QuotedClass {
  readonly name: ClassName;
  readonly questions: readonly Question[] | undefined;
}

/**
 * Reads the entities of one class: a list of quotations, each `{"quote": "…"}` with the words around it
 * where it needs them and the answers to the questions of its class, or a plain string.
 */
export function readQuotations(
  value: Json,
  { name, questions }: QuotedClass,
  quoted: QuotedText,
  path: Path,
): Outcome<Annotation[]> {
  const pointer = toJsonPointer(path);
  if (!Array.isArray(value)) {
    const message = `At ${pointer} the ontology has an entity, answered with a list of quotations; the model answered ${excerptOf(value)}.`;
    return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
  }
  return andThen(limitCount(value, pointer), (items) => {
    const written = items.map((item, index) => readQuotation(item, questions, [...path, index]));
    return andThen(combine(written), (quotations) =>
      andThen(placeQuotations(quotations, quoted), (spans) =>
        succeed(spans.map((span) => ({ kind: 'entity', ...name, confidence: null, ...span }))),
      ),
    );
  });
}

function readQuotation(
  item: Json,
  questions: readonly Question[] | undefined,
  path: Path,
): Outcome<WrittenQuotation> {
  const pointer = toJsonPointer(path);
  if (typeof item === 'string') return succeed({ quote: item, answers: [], pointer });
  return andThen(checkShape(quotationSchema, item, path, 'MODEL_ANSWER_INVALID'), (wire) => {
    const { quote, before, after } = wire;
    const nested: Outcome<NestedAnswer[]> = readNested(wire.answers, questions, [
      ...path,
      'answers',
    ]);
    return andThen(nested, (answers) =>
      succeed(
        { quote, before, after, answers, pointer },
        describeUnknownFields(item, Object.keys(quotationSchema.shape), path),
      ),
    );
  });
}

/** Whether a value has the form of quotations, and not of the options of a checklist. */
export function isListOfQuotations(value: Json): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => quotationSchema.safeParse(item).success)
  );
}
