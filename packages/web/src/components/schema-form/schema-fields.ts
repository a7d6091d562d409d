import { isJsonObject, type Json } from '@patchbay/core/json.ts';

/** One property of a JSON Schema as a form shows it. */
export interface SchemaField {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  /** `json` is whatever the form has no control for: it is entered as JSON. */
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';
  readonly choices: readonly Json[];
  readonly initial: Json | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** What stands in a control: numbers and JSON as they were typed. */
export type Draft = string | number | boolean;
export interface Drafts {
  readonly [name: string]: Draft;
}

/** Reads the fields of a form from the properties of a JSON Schema of an object. */
export function readSchemaFields(schema: { readonly [key: string]: Json }): SchemaField[] {
  if (!isJsonObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).flatMap(([name, property]) =>
    isJsonObject(property) ? [readField(name, property, required.includes(name))] : [],
  );
}

function readField(
  name: string,
  declared: { [key: string]: Json },
  isRequired: boolean,
): SchemaField {
  const property = { ...declared, ...readNullable(declared) };
  const { title, description, minimum, maximum } = property;
  return {
    name,
    label: typeof title === 'string' ? title : humaniseName(name),
    description: typeof description === 'string' ? description : null,
    isRequired,
    kind: readKind(property),
    choices: Array.isArray(property.enum) ? property.enum : [],
    initial: declared.default,
    minimum: typeof minimum === 'number' ? minimum : undefined,
    maximum: typeof maximum === 'number' ? maximum : undefined,
  };
}

/** A schema that allows something or null is shown as that something, which may be left empty. */
function readNullable(property: { [key: string]: Json }): { [key: string]: Json } {
  const alternatives = Array.isArray(property.anyOf) ? property.anyOf.filter(isJsonObject) : [];
  const others = alternatives.filter((alternative) => alternative.type !== 'null');
  const types = Array.isArray(property.type) ? property.type.filter((type) => type !== 'null') : [];
  if (others.length === 1 && others[0]) return others[0];
  return types.length === 1 && types[0] ? { type: types[0] } : {};
}

function readKind({ enum: choices, type }: { [key: string]: Json }): SchemaField['kind'] {
  if (Array.isArray(choices)) return 'choice';
  if (type === 'string') return 'text';
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : 'json';
}

/** `scoreThreshold` and `score_threshold` are both read "Score threshold". */
export function humaniseName(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
