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
import { readClassName } from '../answer/class-name.ts';
import { readConfidence } from '../answer/confidence.ts';
import { excerpt, excerptOf } from '../json/excerpt.ts';
import { describeUnknownFields } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import { isSupportedType, readMain, type SupportedType, supportedTypes } from './main-type.ts';
import { readSubAnnotations } from './sub-annotations.ts';
import { mainTypes, resultFields } from './wire.ts';

type Result = { readonly [field: string]: Json };
type Path = readonly PropertyKey[];

/** Reads one result: a class, a confidence, exactly one main type and what may stand beside it. */
export function readResult(
  written: Json,
  row: AnsweredRow,
  ontology: Ontology,
  path: Path,
): Outcome<Annotation> {
  if (!isJsonObject(written)) {
    return refuse(`it is ${excerptOf(written)}; an object was wanted`, path);
  }
  return andThen(findMainType(written, path), (type) => {
    const fields = combineFields({
      main: readMain(type, written[type], row, [...path, type]),
      name: andThen(readName(written, path), (name) =>
        readClassName(name, type, ontology, toJsonPointer([...path, 'name'])),
      ),
      confidence: readRequiredConfidence(written, path),
      subs: readSubAnnotations(written, path),
    });
    return andThen(fields, ({ main, name, confidence, subs }) =>
      succeed(
        { ...main, ...name, confidence, ...subs },
        describeUnknownFields(written, [...resultFields, ...mainTypes], path),
      ),
    );
  });
}

function findMainType(result: Result, path: Path): Outcome<SupportedType> {
  const types = mainTypes.filter((type) => Object.hasOwn(result, type) && result[type] !== null);
  const [type] = types;
  if (type === undefined) {
    return refuse(`it has no main type; one of ${mainTypes.join(', ')} was wanted`, path);
  }
  if (types.length > 1) {
    return refuse(
      `it has ${types.length} main types (${types.join(', ')}); exactly one is allowed`,
      path,
    );
  }
  if (isSupportedType(type)) return succeed(type);
  const known = supportedTypes.join(', ');
  return refuse(`its type ${type} is not supported yet; supported are ${known}`, [...path, type]);
}

/** The class stands in `name`, and again in `label`; one of them is enough. */
function readName(result: Result, path: Path): Outcome<string> {
  const { name, label } = result;
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

function readRequiredConfidence(result: Result, path: Path): Outcome<number> {
  const pointer = toJsonPointer([...path, 'confidence']);
  return andThen(readConfidence(result.confidence, pointer), (confidence) => {
    if (confidence !== null) return succeed(confidence);
    const message = `At ${pointer} there is no confidence; V7 wants a number from 0 to 1 in every result.`;
    return fail({ code: 'MODEL_CONFIDENCE_INVALID', message, details: { pointer } });
  });
}

function refuse(reason: string, path: Path): Outcome<never> {
  const pointer = toJsonPointer(path);
  const message = `The result at ${pointer} cannot be read: ${reason}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
