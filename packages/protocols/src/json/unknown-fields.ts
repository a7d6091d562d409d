import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import * as z from 'zod';
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
  return unknown.map((field) => ignoreField(field, path));
}

/** Counts, over the many members of one list, the fields that the contract has no place for. */
export interface FieldTally {
  /** Counts the fields of a member that are not among the known ones. */
  add(member: object, known: readonly string[], index: number): void;
  /** A warning for each name, at the first of its places, with their number. */
  describe(): Warning[];
}

/** Names beyond this many are counted together: a list can have another one in each member. */
const maximumNames = 100;

/** Begins to count the unknown fields of a list at a place of the answer. */
export function createFieldTally(path: readonly PropertyKey[]): FieldTally {
  const tallies = new Map<string, { readonly index: number; count: number }>();
  let others = 0;
  return {
    add(member, known, index) {
      for (const field of Object.keys(member)) {
        if (known.includes(field)) continue;
        const tally = tallies.get(field);
        if (tally) tally.count += 1;
        else if (tallies.size < maximumNames) tallies.set(field, { index, count: 1 });
        else others += 1;
      }
    },
    describe() {
      const warnings = [...tallies].map(([field, { index, count }]) => ({
        ...ignoreField(field, [...path, index]),
        count,
      }));
      if (others === 0) return warnings;
      const message = `Fields of more than ${maximumNames} other names were left out too.`;
      const pointer = toJsonPointer(path);
      return [...warnings, { code: 'FIELD_IGNORED', message, pointer, count: others }];
    },
  };
}

/** Names the kind of its place, such as `/results/*`, so that what is the same in many is said once. */
function ignoreField(field: string, path: readonly PropertyKey[]): Warning {
  const place = toJsonPointer(path.map((segment) => (typeof segment === 'number' ? '*' : segment)));
  const owner = place === '' ? '' : ` of ${place}`;
  const message = `The contract has no place for the field "${excerpt(field)}"${owner}; it was left out.`;
  return { code: 'FIELD_IGNORED', message, pointer: toJsonPointer([...path, field]) };
}

/** As `checkShape`, and warns of fields that the schema does not have, in the objects and lists inside as well. */
export function checkObject<Shape extends z.core.$ZodShape>(
  schema: z.ZodObject<Shape>,
  value: unknown,
  path: readonly PropertyKey[],
): Outcome<z.output<z.ZodObject<Shape>>> {
  return andThen(checkShape(schema, value, path), (checked) =>
    succeed(checked, describeFieldsBeyond(schema, value, path)),
  );
}

/** Warns of each field of a value that fits a schema and is not in it. */
function describeFieldsBeyond(
  schema: object,
  value: unknown,
  path: readonly PropertyKey[],
): Warning[] {
  const fields = listFields(schema);
  if (fields === null) return [];
  if (fields.isList) {
    const tally = createFieldTally(path);
    if (!Array.isArray(value)) return [];
    for (const [index, member] of value.entries()) tally.add(member, fields.known, index);
    return tally.describe();
  }
  if (!isJsonObject(value)) return [];
  const inside = fields.inside.flatMap(([field, inner]) =>
    Object.hasOwn(value, field) ? describeFieldsBeyond(inner, value[field], [...path, field]) : [],
  );
  return [...describeUnknownFields(value, fields.known, path), ...inside];
}

/** What a schema knows of the fields of an object, or of each object in a list. */
interface Fields {
  readonly known: readonly string[];
  readonly isList: boolean;
  /** Fields of an object in which there are objects again, with their schemas. */
  readonly inside: readonly (readonly [field: string, schema: object])[];
}

const fieldsOfSchemas = new WeakMap<object, Fields | null>();

/** The fields of a schema, null where it is of no object; found once, since many answers are held against it. */
function listFields(schema: object): Fields | null {
  const listed = fieldsOfSchemas.get(schema);
  if (listed !== undefined) return listed;
  const fields = findFields(unwrap(schema));
  fieldsOfSchemas.set(schema, fields);
  return fields;
}

function findFields(schema: object): Fields | null {
  if (isListOfObjects(schema)) {
    return { known: Object.keys(schema.element.shape), isList: true, inside: [] };
  }
  if (!(schema instanceof z.ZodObject)) return null;
  const members = Object.entries<object>(schema.shape);
  // Not their own fields: a schema may hold itself.
  const inside = members.filter(([, member]) => {
    const inner = unwrap(member);
    return inner instanceof z.ZodObject || isListOfObjects(inner);
  });
  return { known: members.map(([field]) => field), isList: false, inside };
}

function isListOfObjects(schema: object): schema is z.ZodArray<z.ZodObject> {
  return schema instanceof z.ZodArray && schema.element instanceof z.ZodObject;
}

function unwrap(schema: object): object {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return isWrapped ? unwrap(schema.unwrap()) : schema;
}
