import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { stringify } from 'yaml';

/** A parameter as the manifest has it, with some of its keywords corrected: the lines for a message. */
export function writeParameter(
  name: string,
  schema: { readonly [keyword: string]: Json },
  changes: { readonly [keyword: string]: Json },
): string {
  const corrected = { ...schema, ...changes };
  const lines = shownKeywords.flatMap((keyword) => {
    const value = corrected[keyword];
    const isLong = Array.isArray(value) && value.length > 20;
    return value === undefined || isLong ? [] : [`      ${keyword}: ${writeValue(value)}`];
  });
  return [`    ${writeValue(name)}:`, ...lines].join('\n');
}

const shownKeywords = [
  'type',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'default',
];

/** A value of JSON as YAML on one line. */
export function writeValue(value: Json): string {
  return stringify(value, {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    defaultStringType: 'PLAIN',
  }).trimEnd();
}

/** What may have been meant by a default that its parameter does not allow. */
export function fitDefault(value: Json, schema: { readonly [keyword: string]: Json }): Json {
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    const same = schema.enum.find((one) => simplify(one) === simplify(value));
    return same ?? schema.enum[0] ?? null;
  }
  const type = [schema.type].flat()[0];
  if (type === undefined || type === 'number' || type === 'integer') {
    return fitNumber(value, schema, type === 'integer');
  }
  if (type === 'boolean') return /^(?:yes|y|on|true|1)$/.test(simplify(value));
  if (type === 'array') return [value];
  if (type === 'object') return {};
  if (type === 'null') return null;
  return isJsonObject(value) || Array.isArray(value) ? '' : String(value);
}

function fitNumber(
  value: Json,
  { minimum, maximum }: { readonly [keyword: string]: Json },
  isWhole: boolean,
): number {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const near = typeof read === 'number' && Number.isFinite(read) ? read : 0;
  const above = typeof minimum === 'number' ? Math.max(near, minimum) : near;
  const within = typeof maximum === 'number' ? Math.min(above, maximum) : above;
  return isWhole ? Math.round(within) : within;
}

function simplify(value: Json): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();
}
