import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import type * as z from 'zod';
import { checkShape } from './check-shape.ts';
import { excerpt } from './excerpt.ts';

/** Warns of each field of an object that is not among the known ones and is left out. */
export function describeUnknownFields(
  value: unknown,
  known: readonly string[],
  path: readonly PropertyKey[],
): Warning[] {
  if (!isJsonObject(value)) return [];
  const unknown = Object.keys(value).filter((field) => !known.includes(field));
  return unknown.map((field) => {
    const message = `The contract has no place for the field "${excerpt(field)}"; it was left out.`;
    return { code: 'FIELD_IGNORED', message, pointer: toJsonPointer([...path, field]) };
  });
}

/** As `checkShape`, and warns of fields that the schema does not have. */
export function checkObject<Shape extends z.core.$ZodShape>(
  schema: z.ZodObject<Shape>,
  value: unknown,
  path: readonly PropertyKey[],
): Outcome<z.output<z.ZodObject<Shape>>> {
  return andThen(checkShape(schema, value, path), (checked) =>
    succeed(checked, describeUnknownFields(value, Object.keys(schema.shape), path)),
  );
}
