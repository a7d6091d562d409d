import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Feature, Ontology } from '@patchbay/core/ontology/ontology.ts';
import { type ClassName, keepUnknownClass } from '../answer/class-name.ts';
import { isAnsweredKind } from '../answer/classification-answer.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { AnswerTarget } from './answer-form.ts';
import { answerFormOf } from './answer-forms.ts';
import { type FoundryKind, isFoundryKind } from './ontology.ts';
import { recogniseKinds } from './unknown-kind.ts';

type Reading = { readonly kind: FoundryKind; readonly target: AnswerTarget };

/** Reads what a model answered under one key: the ontology decides the kind first, the shape second. */
export function readFeature(
  key: string,
  value: Json,
  row: AnsweredRow,
  ontology: Ontology,
): Outcome<Annotation[]> {
  const features = indexFeatures(ontology);
  const found = features.findName(key);
  const readings =
    found.match === 'none'
      ? readingsOfUnknown(key, value)
      : readingsOfKnown(
          value,
          features.named(found.name),
          found.match === 'exact' ? [] : [describeNormalised(key, found.name)],
          toJsonPointer([key]),
        );
  return andThen(readings, (list) => {
    const read = list.map(({ kind, target }) => answerFormOf[kind].read(value, target, row, [key]));
    const fields = list.flatMap(({ kind }) => answerFormOf[kind].fields);
    return andThen(combine(read), (annotations) =>
      succeed(
        annotations.flat(),
        list.length === 0 ? [] : describeUnknownFields(value, fields, [key]),
      ),
    );
  });
}

/** Features of this name whose form the answer has; there may be boxes and masks at once. */
function readingsOfKnown(
  value: Json,
  named: readonly Feature[],
  warnings: readonly Warning[],
  pointer: string,
): Outcome<Reading[]> {
  const readings = named.flatMap((feature): Reading[] => {
    const { kind, name } = feature;
    if (!isFoundryKind(kind) || !answerFormOf[kind].fits(value)) return [];
    const options = 'options' in feature ? feature.options : null;
    return [{ kind, target: { name: { class: name }, options } }];
  });
  if (readings.length === 0) return refuseForm(value, named, pointer);
  if (readings.length === 1 || isDrawn(value)) return succeed(readings, warnings);
  const kinds = readings.map((reading) => reading.kind).join(' and ');
  const message = `At ${pointer} the answer could be meant for ${kinds}, which have the same name in the ontology. Give them different names.`;
  return fail({ code: 'MODEL_ANSWER_INVALID', message, details: { pointer } });
}

function refuseForm(value: Json, named: readonly Feature[], pointer: string): Outcome<never> {
  const wanted = named.map(({ kind }) => (isFoundryKind(kind) ? answerFormOf[kind].wanted : kind));
  const message = `At ${pointer} the ontology wants ${wanted.join('; or ')}. The model answered ${excerptOf(value)}.`;
  const isAnswered = named.every(({ kind }) => isAnsweredKind(kind));
  const code = isAnswered ? 'MODEL_ANSWER_INVALID' : 'MODEL_RESPONSE_INVALID';
  return fail({ code, message, details: { pointer } });
}

/** A key that is not in the ontology is kept where the shape of its answer says what it is. */
function readingsOfUnknown(key: string, value: Json): Outcome<Reading[]> {
  const pointer = toJsonPointer([key]);
  const kinds = recogniseKinds(value);
  const [first] = kinds;
  if (first === undefined) {
    const message = `"${excerpt(key)}" is not in the ontology, and ${excerptOf(value)} is no annotation; it was left out.`;
    return succeed([], [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  return andThen(keepUnknownClass(key, first, pointer), (name: ClassName) =>
    succeed(kinds.map((kind) => ({ kind, target: { name, options: null } }))),
  );
}

function describeNormalised(key: string, name: string): Warning {
  const message = `"${excerpt(key)}" was read as the class "${name}".`;
  return { code: 'CLASS_NORMALISED', message, pointer: toJsonPointer([key]) };
}

function isDrawn(value: Json): boolean {
  return answerFormOf.bounding_box.fits(value) || answerFormOf.mask.fits(value);
}
