import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import type { Feature, Ontology } from '@patchbay/core/ontology/ontology.ts';
import { keepUnknownClass } from '../answer/class-name.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import type { AnswerContext, AnswerTarget } from './answer-form.ts';
import { answerFormOf, hasShapes, shapesForms } from './answer-forms.ts';
import { findReadings } from './find-readings.ts';
import { type FoundryKind, isFoundryKind } from './ontology.ts';
import { recogniseKinds } from './unknown-kind.ts';

type Reading = { readonly kind: FoundryKind; readonly target: AnswerTarget };

/** Reads what a model answered under one key: the ontology decides the kind first, the shape second. */
export function readFeature(
  key: string,
  value: Json,
  ontology: Ontology,
  context: AnswerContext,
  path: readonly PropertyKey[],
): Outcome<Annotation[]> {
  const judge = {
    fits: ({ kind }: Feature) => isFoundryKind(kind) && answerFormOf[kind].fits(value),
    wantedFor: ({ kind }: Feature) => (isFoundryKind(kind) ? answerFormOf[kind].wanted : kind),
    mayBeSeveral: hasShapes(value),
  };
  const features = findReadings(key, value, indexFeatures(ontology), judge, path);
  return andThen(features, (known) => {
    const readings = known
      ? withUndeclared(known.flatMap(readingOf), value, path)
      : readingsOfUnknown(key, value, path);
    return andThen(readings, (list) => {
      const read = list.map(({ kind, target }) =>
        answerFormOf[kind].read(value, target, context, path),
      );
      const fields = [
        ...list.flatMap(({ kind }) => answerFormOf[kind].fields),
        ...emptyLists(value),
      ];
      const unknown = list.length === 0 ? [] : describeUnknownFields(value, fields, path);
      return andThen(combine(read), (annotations) => succeed(annotations.flat(), unknown));
    });
  });
}

function readingOf(feature: Feature): Reading[] {
  const { kind, name } = feature;
  return isFoundryKind(kind) ? [{ kind, target: { name: { class: name }, feature } }] : [];
}

/** Shapes of kinds that a class does not have are kept beside those that it has, as of an unknown class. */
function withUndeclared(
  declared: readonly Reading[],
  value: Json,
  path: readonly PropertyKey[],
): Outcome<Reading[]> {
  const [first] = declared;
  if (!first || !isJsonObject(value)) return succeed([...declared]);
  const others = shapesForms.filter(({ kind, field }) => {
    const list = value[field];
    return Array.isArray(list) && list.length > 0 && declared.every((one) => one.kind !== kind);
  });
  const undeclared = others.map(({ kind, field }): Outcome<Reading[]> => {
    const pointer = toJsonPointer([...path, field]);
    return andThen(keepUnknownClass(first.target.name.class, kind, pointer), (name) =>
      succeed(isFoundryKind(kind) ? [{ kind, target: { name, feature: null } }] : []),
    );
  });
  return andThen(combine(undeclared), (more) => succeed([...declared, ...more.flat()]));
}

/** Lists of shapes in which nothing stands, so that nothing is lost if no kind reads them. */
function emptyLists(value: Json): string[] {
  if (!isJsonObject(value)) return [];
  const fields = shapesForms.map(({ field }) => field);
  return fields.filter((field) => {
    const list = value[field];
    return list === null || (Array.isArray(list) && list.length === 0);
  });
}

/** A key that is not in the ontology is kept where the shape of its answer says what it is. */
function readingsOfUnknown(
  key: string,
  value: Json,
  path: readonly PropertyKey[],
): Outcome<Reading[]> {
  const pointer = toJsonPointer(path);
  const kinds = recogniseKinds(value);
  const [first] = kinds;
  if (first === undefined) {
    const message = `"${excerpt(key)}" is not in the ontology, and ${excerptOf(value)} is no annotation; it was left out.`;
    return succeed([], [{ code: 'FIELD_IGNORED', message, pointer }]);
  }
  return andThen(keepUnknownClass(key, first, pointer), (name) =>
    succeed(kinds.map((kind) => ({ kind, target: { name, feature: null } }))),
  );
}
