import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import {
  andThen,
  combineFields,
  fail,
  type Outcome,
  succeed,
} from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { AnswerReading } from '@patchbay/core/prediction/answer-reading.ts';
import { readClassName } from '../answer/class-name.ts';
import { readConfidence } from '../answer/confidence.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import { kindOfType } from './kinds.ts';
import { readMain } from './main-type.ts';
import { readSubAnnotations } from './sub-annotations.ts';
import { type MainType, mainTypes, resultFields } from './wire.ts';

type Result = { readonly [field: string]: Json };
type Path = readonly PropertyKey[];

/** What a result is held against. */
export interface ResultContext {
  readonly row: AnsweredRow;
  readonly ontology: Ontology;
  /** strict: whatever the published schema refuses fails the result. */
  readonly reading: AnswerReading;
}

/** Reads one result: a class, a confidence, exactly one main type and what may stand beside it. */
export function readResult(written: Json, context: ResultContext, path: Path): Outcome<Annotation> {
  if (!isJsonObject(written)) {
    return refuse(`it is ${excerptOf(written)}; an object was wanted`, path);
  }
  const { row, ontology, reading } = context;
  const result = reading === 'strict' ? written : dropNulls(written);
  return andThen(findMainType(result, path), (type) => {
    const fields = combineFields({
      main: readMain(type, result[type] ?? null, row, [...path, type]),
      name: andThen(readName(result, reading, path), (name) =>
        readClassName(name, kindOfType[type], ontology, toJsonPointer([...path, 'name'])),
      ),
      confidence: readResultConfidence(result, reading, path),
      subs: readSubAnnotations(result, reading, path),
    });
    return andThen(fields, ({ main, name, confidence, subs }) =>
      succeed(
        { ...main, ...name, confidence, ...subs },
        describeUnknownFields(written, [...resultFields, ...mainTypes], path),
      ),
    );
  });
}

/** Servers that serialise all fields of a class write null for those that are not set. */
function dropNulls(result: Result): Result {
  if (!Object.values(result).includes(null)) return result;
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== null));
}

function findMainType(result: Result, path: Path): Outcome<MainType> {
  const types = mainTypes.filter((type) => Object.hasOwn(result, type));
  const [type] = types;
  if (type === undefined) {
    return refuse(`it has no main type; one of ${mainTypes.join(', ')} was wanted`, path);
  }
  if (types.length === 1) return succeed(type);
  return refuse(
    `it has ${types.length} main types (${types.join(', ')}); exactly one is allowed`,
    path,
  );
}

/** The class stands in `name`, and again in `label`. Where one is missing, a lenient reader takes the other. */
function readName(result: Result, reading: AnswerReading, path: Path): Outcome<string> {
  const { name, label } = result;
  if (reading === 'strict') {
    for (const field of ['name', 'label'] as const) {
      if (typeof result[field] === 'string') continue;
      const reason = `\`${field}\` is ${excerptOf(result[field])}; the class was wanted there as a string`;
      return refuse(reason, [...path, field]);
    }
  }
  const isName = typeof name === 'string';
  const written = isName ? name : label;
  if (typeof written !== 'string')
    return refuse('it has no class: `name` is no string', [...path, 'name']);
  if (name === label) return succeed(written);
  const other = isName ? 'label' : 'name';
  const message = `${other} is ${excerptOf(result[other])}, unlike the class "${excerpt(written)}", which was used.`;
  const pointer = toJsonPointer([...path, other]);
  return succeed(written, [{ code: 'LABEL_DIFFERS', message, pointer }]);
}

function readResultConfidence(
  result: Result,
  reading: AnswerReading,
  path: Path,
): Outcome<number | null> {
  const pointer = toJsonPointer([...path, 'confidence']);
  return andThen(readConfidence(result.confidence, pointer), (confidence) => {
    if (confidence !== null) return succeed(confidence);
    const missing = `At ${pointer} there is no confidence; V7 wants a number from 0 to 1 in every result.`;
    return reading === 'lenient'
      ? succeed(null, [{ code: 'CONFIDENCE_MISSING', message: missing, pointer }])
      : fail({ code: 'MODEL_CONFIDENCE_INVALID', message: missing, details: { pointer } });
  });
}

function refuse(reason: string, path: Path): Outcome<never> {
  const pointer = toJsonPointer(path);
  const message = `The result at ${pointer} cannot be read: ${reason}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
