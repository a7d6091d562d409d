import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import {
  classificationSchema,
  type Feature,
  listFeatures,
  type Ontology,
  ontologySchema,
  toolSchema,
} from '@patchbay/core/ontology/ontology.ts';
import type { HttpRequest, HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { excerpt } from '../json/excerpt.ts';
import { readModelJson } from '../json/model-json.ts';
import { respondJson } from '../respond.ts';
import type { V7Connection } from './connection.ts';
import { classesUrlOf } from './endpoints.ts';
import { isMainType, isV7Kind, kindOfType, typeOfKind } from './kinds.ts';
import { classesResponseSchema, mainTypes, type WireClass } from './wire.ts';

/** Asks the server for its classes. */
export function encodeClassesRequest(connection: V7Connection): HttpRequest {
  return { method: 'GET', url: classesUrlOf(connection) };
}

/**
 * Reads the classes as an ontology. A type that V7 does not know fails. `directional_vector`, which its
 * list of types leaves out and its schema of answers has, is known.
 */
export function decodeClassesResponse(response: HttpResponse): Outcome<Ontology> {
  return andThen(readModelJson(response, { allowComments: false }), (body) =>
    andThen(checkShape(classesResponseSchema, body), (classes) =>
      andThen(combine(classes.map(readClass)), (features) =>
        andThen(checkShape(ontologySchema, toOntology(features)), (ontology) =>
          succeed(ontology, describeRepeated(classes)),
        ),
      ),
    ),
  );
}

function readClass({ name, type }: WireClass, index: number): Outcome<Feature> {
  if (isMainType(type)) {
    const kind = kindOfType[type];
    const schema = kind === 'tag' ? classificationSchema : toolSchema;
    return checkShape<Feature>(schema, { kind, name }, [index]);
  }
  const pointer = toJsonPointer([index, 'type']);
  const message = `The class "${excerpt(name)}" has the type "${excerpt(type)}" at ${pointer}, which V7 does not know; wanted is one of ${mainTypes.join(', ')}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}

function describeRepeated(classes: readonly WireClass[]): Warning[] {
  const seen = new Set<string>();
  return classes.flatMap(({ name, type }, index): Warning[] => {
    const key = `${type} ${name}`;
    if (seen.size !== seen.add(key).size) return [];
    const message = `The class "${excerpt(name)}" of type ${type} stands in the list already.`;
    return [{ code: 'CLASS_REPEATED', message, pointer: toJsonPointer([index]) }];
  });
}

/** A class that is listed twice is one class. */
function toOntology(features: readonly Feature[]): Ontology {
  const distinct = new Map(features.map((feature) => [`${feature.kind} ${feature.name}`, feature]));
  const ontology: Ontology = { tools: [], classifications: [] };
  for (const feature of distinct.values()) {
    if (isTool(feature)) ontology.tools.push(feature);
    else ontology.classifications.push(feature);
  }
  return ontology;
}

function isTool(feature: Feature): feature is Ontology['tools'][number] {
  return toolSchema.shape.kind.safeParse(feature.kind).success;
}

/** Answers with the classes of an ontology, on the side of the model server. */
export function encodeClasses(ontology: Ontology): HttpResponse {
  return respondJson(
    listFeatures(ontology).flatMap(({ name, kind }) =>
      isV7Kind(kind) ? [{ name, type: typeOfKind(kind) }] : [],
    ),
  );
}
