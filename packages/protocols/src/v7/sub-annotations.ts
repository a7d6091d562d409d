import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combineFields, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { AnswerReading } from '@patchbay/core/prediction/answer-reading.ts';
import * as z from 'zod';
import { checkShape } from '../json/check-shape.ts';
import { checkObject, describeUnknownFields } from '../json/unknown-fields.ts';

/** What a result says beside its main type. */
export interface SubAnnotations {
  readonly text?: string;
  readonly attributes?: string[];
}

const textSchema = z.object({ text: z.string() });
const attributesSchema = z.array(z.string());

/** Reads `text` as `{"text": …}` and `attributes` as a list of strings. */
export function readSubAnnotations(
  result: { readonly [field: string]: Json },
  reading: AnswerReading,
  path: readonly PropertyKey[],
): Outcome<SubAnnotations> {
  const fields = combineFields({
    text: readText(result.text, [...path, 'text']),
    attributes: readAttributes(result.attributes, reading, [...path, 'attributes']),
  });
  return andThen(fields, ({ text, attributes }) =>
    succeed({ ...(text !== null && { text }), ...(attributes !== null && { attributes }) }),
  );
}

function readText(value: Json | undefined, path: readonly PropertyKey[]): Outcome<string | null> {
  if (value === undefined) return succeed(null);
  return andThen(checkObject(textSchema, value, path), ({ text }) => succeed(text));
}

/**
 * The published schema wants a list, and describes the inside of an object that it thereby refuses; a
 * lenient reader takes the list out of such an object.
 */
function readAttributes(
  value: Json | undefined,
  reading: AnswerReading,
  path: readonly PropertyKey[],
): Outcome<string[] | null> {
  if (value === undefined) return succeed(null);
  if (reading === 'strict' || !isJsonObject(value))
    return checkShape(attributesSchema, value, path);
  const message = 'The attributes stood in an object; the list was taken out of it.';
  return andThen(checkShape(attributesSchema, value.attributes, [...path, 'attributes']), (list) =>
    succeed(list, [
      { code: 'ATTRIBUTES_REFORMED', message, pointer: toJsonPointer(path) },
      ...describeUnknownFields(value, ['attributes'], path),
    ]),
  );
}
