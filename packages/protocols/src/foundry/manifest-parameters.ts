import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { excerptOf } from '../json/excerpt.ts';
import { fitDefault, writeParameter, writeValue } from './manifest-correction.ts';
import { isNear } from './near-name.ts';

/**
 * The JSON Schema of a run's parameters. What people get wrong in it is found here, where line and column
 * are known; the hub then compiles it. Manifests, the vendor's sample among them, do not say that it is
 * an object.
 */
export const manifestParametersSchema = z
  .record(z.string(), z.json())
  .superRefine((schema, context) => {
    const refuse: Refuse = (path, message, corrected) =>
      context.addIssue({ code: 'custom', path, message, params: { corrected } });
    const { type = 'object', properties = {}, required = [] } = schema;
    if (type !== 'object') {
      refuse([], 'the parameters of a run are an object, so its `type` is `object` or left out');
    }
    if (!isJsonObject(properties)) {
      refuse(['properties'], `they are a block of keys, not ${excerptOf(properties)}`);
      return;
    }
    for (const [name, parameter] of Object.entries(properties)) {
      checkParameter(name, parameter, (path, message, corrected) =>
        refuse(['properties', name, ...path], `the parameter "${name}" ${message}`, corrected),
      );
    }
    checkRequired(required, properties, refuse);
  })
  .transform((schema) => ({ type: 'object', ...schema }));

/** Says what is wrong at a place below the one that is checked, and the lines as they would be right. */
type Refuse = (path: PropertyKey[], message: string, corrected?: () => string) => void;

function checkRequired(required: Json, properties: { [name: string]: Json }, refuse: Refuse): void {
  if (!Array.isArray(required)) {
    refuse(['required'], `it is a list of names, not ${excerptOf(required)}`);
    return;
  }
  for (const [index, name] of required.entries()) {
    if (typeof name === 'string' && Object.hasOwn(properties, name)) continue;
    const reason = `${excerptOf(name)} is none of the parameters in \`properties\``;
    refuse(['required', index], reason, () => correctRequired(required, properties));
  }
}

/** The names of a list that are parameters, those that are nearly so among them. */
function correctRequired(required: readonly Json[], properties: { [name: string]: Json }): string {
  const known = Object.keys(properties);
  const names = required.slice(0, 100).flatMap((name) => {
    if (typeof name !== 'string') return [];
    return Object.hasOwn(properties, name) ? name : (known.find((one) => isNear(one, name)) ?? []);
  });
  return `  required: ${writeValue([...new Set(names)])}`;
}

const types: { readonly [type: string]: (value: Json) => boolean } = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
  object: (value) => isJsonObject(value),
  null: (value) => value === null,
};

const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** Limits of which the first cannot be above the second. */
const limitPairs = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

function isAbove(least: Json | undefined, most: Json | undefined): boolean {
  return isNumber(least) && isNumber(most) && least > most;
}

function checkParameter(name: string, schema: Json, refuse: Refuse): void {
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) {
    refuse([], `is described by a block such as \`type: number\`, not by ${excerptOf(schema)}`);
    return;
  }
  const allowed = schema.type === undefined ? [] : [schema.type].flat();
  const stranger = allowed.find((type) => typeof type !== 'string' || !Object.hasOwn(types, type));
  if (stranger !== undefined) {
    const other = typeof stranger === 'string' ? otherTypes.get(stranger.toLowerCase()) : undefined;
    const corrected = other && (() => writeParameter(name, {}, { type: other }));
    const reason = `has the type ${excerptOf(stranger)}, which JSON Schema does not know`;
    refuse(['type'], reason, corrected || undefined);
  }
  for (const limit of limits) {
    const value = schema[limit];
    if (value === undefined || typeof value === 'number') continue;
    refuse([limit], `has the ${limit} ${excerptOf(value)}, which is not a number`);
  }
  if (schema.enum !== undefined && !(Array.isArray(schema.enum) && schema.enum.length > 0)) {
    refuse(['enum'], 'has an `enum` that is not a list of at least one value');
  }
  const contradiction = limitPairs.find(([least, most]) => isAbove(schema[least], schema[most]));
  if (contradiction) {
    const [least, most] = contradiction;
    const [low = null, high = null] = [schema[most], schema[least]];
    const reason = `has the ${least} ${excerptOf(high)}, which is above its ${most} ${excerptOf(low)}: no value fits`;
    refuse([least], reason, () => writeParameter(name, schema, { [least]: low, [most]: high }));
    return;
  }
  const { default: byDefault } = schema;
  if (byDefault === undefined) return;
  const reason = findMisfit(byDefault, schema, allowed);
  if (!reason) return;
  const corrected = () => writeParameter(name, schema, { default: fitDefault(byDefault, schema) });
  refuse(['default'], `has the default ${excerptOf(byDefault)}, which ${reason}`, corrected);
}

/** What other languages call the types of JSON Schema. */
const otherTypes = new Map([
  ['float', 'number'],
  ['double', 'number'],
  ['int', 'integer'],
  ['str', 'string'],
  ['text', 'string'],
  ['bool', 'boolean'],
  ['list', 'array'],
  ['dict', 'object'],
]);

/** Why a default would be refused by its own schema; null where nothing is seen here. */
function findMisfit(
  value: Json,
  schema: { [keyword: string]: Json },
  allowed: readonly Json[],
): string | null {
  const fits = (type: Json) =>
    typeof type === 'string' && (!Object.hasOwn(types, type) || types[type]?.(value) !== false);
  if (allowed.length > 0 && !allowed.some(fits)) {
    return `is ${describeType(value)}, not ${allowed.map(nameType).join(' or ')}`;
  }
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => isEqual(one, value))) {
    return 'is none of its `enum`';
  }
  if (typeof value !== 'number') return null;
  if (isNumber(schema.minimum) && value < schema.minimum) return `is below ${schema.minimum}`;
  if (isNumber(schema.maximum) && value > schema.maximum) return `is above ${schema.maximum}`;
  return null;
}

function nameType(type: Json): string {
  return typeof type === 'string' ? type : excerptOf(type);
}

function describeType(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function isEqual(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === 'number';
}
